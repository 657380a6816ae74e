import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { check } from '#scripts/faults/check.ts'
import { readHappenings } from '#scripts/faults/happenings.ts'
import type { FaultsRun } from '#scripts/faults/run.ts'
import { runFaults } from '#scripts/faults/run.ts'
import { timelineOf } from '#scripts/faults/timeline.ts'

// `npm run faults` in short: docs/reliability.md has the long one. Then each kind of wrong is planted in what the run left, to see
// that it would have been found.

const SEED = 3
const KILLS = 6
const TEXTS = 2_500
const MINUTES_ON_A_BUSY_MACHINE = 480_000

let folder = ''
let run: FaultsRun

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meelespea-faults-'))
  const size = { seed: SEED, kills: KILLS, texts: TEXTS, workers: 2, restarts: 1, faults: 5, ease: 1 }
  run = await runFaults({ ...size, folder, tell: () => {} })
}, MINUTES_ON_A_BUSY_MACHINE)

afterAll(async () => {
  await run?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function verdict(takingsFile = run.takingsFile) {
  return check(run, await readHappenings(takingsFile, run.people))
}

/** The oracle's log with something wrong in it. */
function forged(name: string, forge: (lines: string[]) => string[]): string {
  const file = join(folder, name)
  const lines = readFileSync(run.takingsFile, 'utf8').trimEnd().split('\n')
  writeFileSync(file, forge(lines).join('\n'))
  return file
}

test('workers killed, the database crashed, providers that do as they like: none lost, none doubled, the money exact', async () => {
  const { findings, sent, ...rest } = await verdict()
  for (const finding of findings) console.log(await timelineOf(finding, run, run.takingsFile))
  expect(run.toll.kills).toBeGreaterThanOrEqual(KILLS)
  expect(run.restarts).toBe(1)
  expect(sent).toBeGreaterThan(TEXTS * 0.8)
  expect(rest).toMatchObject({ lost: 0, doubled: 0, contradicted: 0, misreported: 0, ledgerErrorMicro: 0 })
})

test('a text taken twice would have been found, with all that is known of it', async () => {
  const file = forged('doubled.log', (lines) => [...lines, lines.find((line) => line.includes(' took ')) ?? ''])
  const { doubled, findings } = await verdict(file)
  expect(doubled).toBe(1)
  const [finding] = findings
  if (!finding) throw new Error('nothing to look at')
  const timeline = await timelineOf(finding, run, file)
  expect(timeline.match(/oracle .* took /g)).toHaveLength(2)
  expect(timeline).toContain('delivery {"id"')
})

test('a text that nobody has would have been found', async () => {
  const [delivery] = await db().execute<{ ref: string; price: number }>(sql`
    select f.ref, d.price_micro as price from deliveries d join delivery_refs f on f.delivery_id = d.id where d.status = 'delivered' limit 1`)
  const { ref = '', price = 0 } = delivery ?? {}
  const file = forged('lost.log', (lines) => lines.filter((line) => !line.includes(` ${ref} `)))
  expect(await verdict(file)).toMatchObject({ lost: 1, ledgerErrorMicro: price })
})

test('a text that will never go would have been found', async () => {
  await db().execute(sql`
    update deliveries set status = 'planned' where id = (select id from deliveries where status = 'rejected' limit 1)`)
  const { lost, ledgerErrorMicro } = await verdict()
  await db().execute(sql`update deliveries set status = 'rejected' where status = 'planned'`)
  expect(lost).toBe(1)
  expect(ledgerErrorMicro).toBeGreaterThan(0)
})

test('one micro-euro in the wrong purse would have been found', async () => {
  const [account] = await db().execute<{ id: string }>(sql`
    update accounts set available_micro = available_micro - 1, held_micro = held_micro + 1
    where chain_id = (select chain_id from accounts limit 1) returning chain_id as id`)
  expect(await verdict()).toMatchObject({ lost: 0, doubled: 0, ledgerErrorMicro: 2 })
  await db().execute(sql`
    update accounts set available_micro = available_micro + 1, held_micro = held_micro - 1 where chain_id = ${account?.id}`)
})
