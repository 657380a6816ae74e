import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { EmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { ensureDatabase, startEmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { postgresPlace } from '#bin/postgres-place.ts'

const NAME = 'faults'

export type FaultsDatabase = {
  url: string
  /** As a power failure would: no session is ended, nothing is written any more, and it starts again by its log. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL of the run's own in a folder, as durable as the portal's. */
export async function openFaultsDatabase(folder: string): Promise<FaultsDatabase> {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755) // for the user that runs the server when we are root
  const place = postgresPlace(folder)
  let server: EmbeddedPostgres = await startEmbeddedPostgres(place)
  await ensureDatabase(server, NAME)
  return {
    url: server.url(NAME),
    async crash() {
      const [pid] = readFileSync(join(place.folder, 'postgres/postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), 'SIGQUIT') // "immediate shutdown"
      await server.ended
      server = await startEmbeddedPostgres(place)
    },
    stop: () => server.stop(),
  }
}
