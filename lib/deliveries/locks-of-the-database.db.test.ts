import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import type { Tx } from '#db/client.ts'
import { db } from '#db/client.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { plannedTexts } from '#tests/planned-texts.ts'

// What the database refuses whatever the code does: each wrong is refused, and goes through once its lock is taken out. That happens
// in a transaction that is rolled back.

testDatabase()

const UNIQUE = '23505'
const CHECK = '23514'
/** A partition's own index names the table, the key and the like. */
const OF_A_PARTITION = /^deliveries_\d{4}_\d{2}_chain_id_month_campaign_id_/

/** A constraint of a table, or an index by itself. */
type Name = { constraint: string } | { index: string }
type Lock = Name & { table: string; code: string; wrong(send: PlannedTexts): ReturnType<typeof sql> }

const again = (changed: { patient?: string; oncePer?: string }) => (send: PlannedTexts) =>
  sql`
  insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, once_per, language, wording_id, segments, price_micro, valid_until)
  select chain_id, month, kind, channel, campaign_id, ${sql.raw(changed.patient ?? 'patient_id')}, ${sql.raw(changed.oncePer ?? 'once_per')}, language, wording_id,
    segments, price_micro, valid_until
  from deliveries where campaign_id = ${send.campaignId}`

const account = (change: string) => (send: PlannedTexts) =>
  sql`update accounts set ${sql.raw(change)} where chain_id = ${send.chainId}`

const LOCKS: Record<string, Lock> = {
  'a second text of a campaign to one patient': {
    table: 'deliveries',
    index: 'deliveries_once_a_patient',
    code: UNIQUE,
    wrong: again({ oncePer: 'gen_random_uuid()::text' }),
  },
  'a second text of a campaign to one number': {
    table: 'deliveries',
    index: 'deliveries_once_a_number',
    code: UNIQUE,
    wrong: again({ patient: 'gen_random_uuid()' }),
  },
  'a status that does not exist': {
    table: 'deliveries',
    constraint: 'deliveries_status_check',
    code: CHECK,
    wrong: (send) => sql`update deliveries set status = 'sent' where campaign_id = ${send.campaignId}`,
  },
  'a batch status that does not exist': {
    table: 'batches',
    constraint: 'batches_status_check',
    code: CHECK,
    wrong: (send) => sql`update batches set status = 'gone' where campaign_id = ${send.campaignId}`,
  },
  'the same receipt twice': {
    table: 'receipts',
    constraint: 'receipts_provider_ref_status_key',
    code: UNIQUE,
    wrong: () =>
      sql`insert into receipts (provider, ref, status) values ('x', 'r', 'delivered'), ('x', 'r', 'delivered')`,
  },
  'one reference for two texts': {
    table: 'delivery_refs',
    constraint: 'delivery_refs_pkey',
    code: UNIQUE,
    wrong: ({ chainId, month }) => sql`
      insert into delivery_refs (provider, ref, chain_id, month, delivery_id)
      select 'x', 'r', ${chainId}::uuid, ${month}::date, gen_random_uuid() from generate_series(1, 2)`,
  },
  'the same fact booked twice': {
    table: 'ledger_entries',
    constraint: 'ledger_entries_chain_id_fact_key_key',
    code: UNIQUE,
    wrong: ({ chainId }) => sql`
      insert into ledger_entries (chain_id, kind, amount_micro, fact_key) select ${chainId}::uuid, 'top_up', 1, 'twice' from generate_series(1, 2)`,
  },
  'a balance below nothing': {
    table: 'accounts',
    constraint: 'accounts_available_micro_check',
    code: CHECK,
    wrong: account('available_micro = available_micro - 200000000, spent_micro = spent_micro + 200000000'),
  },
  'less than nothing held': {
    table: 'accounts',
    constraint: 'accounts_held_micro_check',
    code: CHECK,
    wrong: account('held_micro = held_micro - 99000000, available_micro = available_micro + 99000000'),
  },
  'money from nowhere': {
    table: 'accounts',
    constraint: 'accounts_balance',
    code: CHECK,
    wrong: account('available_micro = available_micro + 1'),
  },
  'more taken from a hold than it held': {
    table: 'holds',
    constraint: 'holds_check',
    code: CHECK,
    wrong: ({ holdId }) => sql`update holds set captured_micro = held_micro, released_micro = 1 where id = ${holdId}`,
  },
}

class TakenBack extends Error {}

/** Runs in a transaction of which nothing stays. */
async function tried<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: T | undefined
  const attempt = db().transaction(async (tx) => {
    result = await work(tx)
    throw new TakenBack()
  })
  await attempt.catch((error) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return result as T
}

test.each(Object.entries(LOCKS))(
  '%s is refused, and by this lock alone',
  async (_wrong, { table, code, wrong, ...name }) => {
    const send = await plannedTexts(await aChain({ euros: 100 }), { texts: 1 })
    await expect(tried((tx) => tx.execute(wrong(send)))).rejects.toMatchObject({
      cause: { code, constraint_name: 'index' in name ? expect.stringMatching(OF_A_PARTITION) : name.constraint },
    })
    const written = await tried(async (tx) => {
      await tx.execute(dropOf(table, name))
      return tx.execute(wrong(send))
    })
    expect(written.count).toBeGreaterThan(0)
  },
)

function dropOf(table: string, name: Name) {
  if ('index' in name) return sql`drop index ${sql.identifier(name.index)}`
  return sql`alter table ${sql.identifier(table)} drop constraint ${sql.identifier(name.constraint)}`
}
