import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, expect, test } from 'vitest'
import type { EmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { startEmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { postgresPlace } from '#bin/postgres-place.ts'

const folder = mkdtempSync(join(tmpdir(), 'meelespea-embedded-'))
chmodSync(folder, 0o755)
const place = postgresPlace(folder)
const postmaster = () => Number(readFileSync(join(place.folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

let running: EmbeddedPostgres | undefined
afterEach(async () => {
  await running?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('what was written is there after the server was killed, and its lock file stops nobody', async () => {
  running = await startEmbeddedPostgres(place)
  await query(running, 'create table visits as select 42 as patients')
  process.kill(postmaster(), 'SIGKILL')
  await running.ended

  running = await startEmbeddedPostgres(place)
  expect(await query(running, 'select patients from visits')).toEqual([{ patients: 42 }])

  // A server that outlived whoever started it is ended by the next start, not joined: nobody would stop it.
  const orphan = postmaster()
  const next = await startEmbeddedPostgres(place)
  await running.ended
  running = next
  expect(postmaster()).not.toBe(orphan)
  expect(await query(running, 'select patients from visits')).toEqual([{ patients: 42 }])

  await running.stop()
  expect(() => process.kill(orphan, 0)).toThrow()
}, 60_000)

async function query(server: EmbeddedPostgres, text: string): Promise<unknown[]> {
  const sql = postgres(server.url('postgres'), { max: 1 })
  try {
    return Array.from(await sql.unsafe(text))
  } finally {
    await sql.end()
  }
}
