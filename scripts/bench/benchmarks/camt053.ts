import { randomUUID } from 'node:crypto'

import { db, sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { referenceNumber } from '#lib/core/reference-number.ts'
import { importStatement } from '#lib/payments/import-statement.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { workOn } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { median, millisecondsOf } from '#scripts/bench/measure.ts'
import { camt053 } from '#tests/camt053.ts'

const ENTRIES = 10_000
const CHAINS = 500
const ROUNDS = 3
const PIECE_BYTES = 64 * 1024

/** A bank's statement of 10,000 payments of 500 chains, from its bytes to the committed balances. */
export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const database = await databases.empty('camt053', async (url) => void (await migrate(url)))
  await workOn(database.url)
  const bases = await someChains()
  const milliseconds: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = camt053(
      Array.from({ length: ENTRIES }, (_, n) => ({
        euros: `${10 + (n % 990)}.${String(n % 100).padStart(2, '0')}`,
        reference: referenceNumber(bases[n % bases.length] ?? 1),
        remittance: `Ettemaks ${n}`,
      })),
    )
    const operator = { staffId: randomUUID(), now: new Date() }
    const took = await millisecondsOf(async () => {
      const { booked } = await importStatement(operator, { fileName: 'bench.xml', pieces: piecesOf(text) })
      if (booked !== ENTRIES) throw new Error(`${booked} of ${ENTRIES} payments were booked`)
    })
    tell(`   a statement of ${ENTRIES.toLocaleString('en')} payments: ${Math.round(took)} ms`)
    milliseconds.push(took)
  }
  await database.drop()
  return [entryOf({ name: 'camt053', ours: median(milliseconds) / 1000, unit: 's', goal: { atMost: 5 } })]
}

async function someChains(): Promise<number[]> {
  const rows = await db().execute<{ base: number }>(sql`
    insert into chains (name, sender_name) select 'Hambaravi ' || n, 'Hambaravi' from generate_series(1, ${CHAINS}::int) as n returning reference_base as base`)
  return rows.map(({ base }) => base)
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
}
