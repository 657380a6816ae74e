import postgres from 'postgres'

import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { timeBesideReference } from '#scripts/bench/pages.ts'
import { buildPortal, openPortal } from '#scripts/bench/portal.ts'

const DELIVERIES = 10_000_000

/**
 * The balance page over a year in which 10,000,000 texts were sent, beside a page that asks the database for nothing. The page reads
 * sums of months and days and no delivery, so a year of sums is what is written: every day, clinic, kind, language and status.
 */
export async function run(bench: Bench): Promise<Entry[]> {
  const database = await bench.databases.copy('statistics_year', writeYearOfSums)
  await buildPortal()
  const portal = await openPortal(database.url)
  try {
    const times = await timeBesideReference(portal, ['/balance?period=12m'], bench.tell)
    return [entryOf({ name: 'statistics-year', ...times, unit: 'ms', goal: { atMostTimes: 1.5 } })]
  } finally {
    await portal.stop()
  }
}

async function writeYearOfSums(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`
      with place as (
        select c.chain_id, c.id, day::date, kind, language, status
        from clinics c
        cross join generate_series(current_date - 364, current_date, interval '1 day') as day
        cross join unnest(array['reminder', 'bulk', 'greeting', 'recall', 'private']) as kind
        cross join unnest(array['et', 'ru', 'en']) as language
        cross join unnest(array['delivered', 'undelivered', 'expired', 'accepted', 'rejected']) as status
      ), share as (select greatest(1, ${DELIVERIES}::int / count(*))::int as texts from place)
      insert into delivery_days (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
      select p.chain_id, p.day, p.id, p.kind, 'sms', p.language, p.status, s.texts, s.texts, s.texts * 45000::bigint from place p, share s
      on conflict do nothing`
    await sql`vacuum analyze delivery_days, debit_months`
  } finally {
    await sql.end()
  }
}
