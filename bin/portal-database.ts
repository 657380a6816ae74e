import type { EmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { ensureDatabase, startEmbeddedPostgres } from '#bin/embedded-postgres.ts'
import type { PostgresPlace } from '#bin/postgres-place.ts'

const NAME = 'meelespea'
const RESTART_MILLISECONDS = 1000

export type PortalDatabase = { url: string; stop(): Promise<void> }

/** Runs the embedded database with one database in it, and starts the server again on the same port if it is killed. */
export async function runPortalDatabase(place: PostgresPlace): Promise<PortalDatabase> {
  let stopping = false
  let server: EmbeddedPostgres = await startEmbeddedPostgres(place)
  await ensureDatabase(server, NAME)

  const watch = async () => {
    while (!stopping) {
      await server.ended
      if (stopping) return
      console.error('The database stopped. It is being started again.')
      await new Promise((resolve) => setTimeout(resolve, RESTART_MILLISECONDS))
      if (stopping) return
      await startEmbeddedPostgres(place).then(
        (again) => {
          server = again
        },
        (error: Error) => console.error(error.message),
      )
    }
  }
  const watching = watch()

  return {
    url: server.url(NAME),
    stop: async () => {
      stopping = true
      await server.stop()
      await watching
    },
  }
}
