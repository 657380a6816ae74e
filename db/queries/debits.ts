import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { Category } from '#lib/core/category.ts'
import { KIND_OF } from '#lib/core/category.ts'
import { purseOf } from '#lib/core/delivery-money.ts'
import { DELIVERY_STATUSES } from '#lib/core/delivery-status.ts'
import type { DayRange } from '#lib/core/whole-months.ts'
import { monthsAndDays } from '#lib/core/whole-months.ts'

// What texts have cost, from the sums kept for each month and each day of the clinics' calendars: no page ever counts deliveries.

export type Bucket = 'day' | 'month'
export type DebitFilter = {
  from: string
  to: string
  bucket: Bucket
  clinicId?: string | undefined
  language?: string | undefined
}
export type Debit = { texts: number; segments: number; costMicro: number }
export type DebitSums = {
  /** `at` is the first day of the bucket. */
  byTime: ({ at: string; kind: DebitKind } & Debit)[]
  byClinic: ({ clinicId: string } & Debit)[]
  byLanguage: ({ language: string } & Debit)[]
}
export type DebitKind = (typeof KIND_OF)[Category]

const SPENT = arrayLiteral(DELIVERY_STATUSES.filter((status) => purseOf(status) === 'spent'))
const KINDS = arrayLiteral(Object.values(KIND_OF))

type SumRow = Debit & {
  at: string | null
  kind: DebitKind | null
  clinicId: string | null
  language: string | null
}

/** The texts that cost something, in some days, in one pass: by time and kind, by clinic and by language. */
export async function sumDebits(tx: Tx, { chainId, clinicIds }: ClinicScope, filter: DebitFilter): Promise<DebitSums> {
  // There are some dozens of such texts, and a page asks for one of three.
  const rows = await prepared<SumRow>(
    tx,
    sql`
    -- First to one row a time and key: days keep one for each channel and status.
    with sums as materialized (
      select at, kind, clinic_id, language, sum(texts) as texts, sum(segments) as segments, sum(cost_micro) as cost_micro
      from (${sql.join(partsOf(chainId, filter), sql` union all `)}) as part
      where kind = any(${KINDS}::text[])
        ${clinicIds === 'all' ? sql`` : sql`and clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`}
        ${filter.clinicId ? sql`and clinic_id = ${filter.clinicId}` : sql``} ${filter.language ? sql`and language = ${filter.language}` : sql``}
      group by 1, 2, 3, 4
    )
    select at::text, kind, clinic_id as "clinicId", language,
      sum(texts)::float8 as texts, sum(segments)::float8 as segments, sum(cost_micro)::float8 as "costMicro"
    from sums group by grouping sets ((at, kind), (clinic_id), (language))
    having sum(texts) > 0
    order by at, sum(cost_micro) desc`,
  )
  return {
    byTime: rows.flatMap(({ at: day, kind, ...sums }) => (day && kind ? [{ at: day, kind, ...debitOf(sums) }] : [])),
    byClinic: rows.flatMap((row) => (row.clinicId ? [{ clinicId: row.clinicId, ...debitOf(row) }] : [])),
    byLanguage: rows.flatMap((row) => (row.language ? [{ language: row.language, ...debitOf(row) }] : [])),
  }
}

/** The sums that together are those of the days: of days alone where bars are days, else of whole months, with days added and taken away. */
function partsOf(chainId: string, { from, to, bucket }: DebitFilter): SQL[] {
  if (bucket === 'day') return [ofDays(chainId, { from, to }, sql`day`, 1)]
  const { months, added, removed } = monthsAndDays({ from, to })
  const month = sql`date_trunc('month', day)::date`
  return [
    ...(months ? [ofMonths(chainId, months)] : []),
    ...added.map((days) => ofDays(chainId, days, month, 1)),
    ...removed.map((days) => ofDays(chainId, days, month, -1)),
  ]
}

function ofMonths(chainId: string, { first, last }: { first: string; last: string }): SQL {
  return sql`select month as at, kind, clinic_id, language, texts, segments, cost_micro from debit_months
    where chain_id = ${chainId} and month between ${first}::date and ${last}::date`
}

function ofDays(chainId: string, { from, to }: DayRange, at: SQL, sign: 1 | -1): SQL {
  return sql`select ${at} as at, kind, clinic_id, language, ${sign}::int * texts as texts, ${sign}::int * segments as segments,
      ${sign}::int * cost_micro as cost_micro
    from delivery_days
    where chain_id = ${chainId} and day between ${from}::date and ${to}::date and status = any(${SPENT}::text[])`
}

export type DebitDay = Debit & {
  day: string
  kind: DebitKind
  clinicName: string
  language: string
  channel: 'sms' | 'email'
}
export type DebitKey = Pick<DebitDay, 'day' | 'clinicName' | 'kind' | 'channel' | 'language'>

/** The same sums one by one, for a file: by day, clinic, kind, channel and language, from a key on. */
export async function listDebitDays(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  { from, to, clinicId, language }: DebitFilter,
  { after, limit }: { after?: DebitKey | undefined; limit: number },
): Promise<DebitDay[]> {
  return tx.execute<DebitDay>(sql`
    select d.day::text, d.kind, d.channel, d.language, c.name as "clinicName",
      sum(d.texts)::float8 as texts, sum(d.segments)::float8 as segments, sum(d.cost_micro)::float8 as "costMicro"
    from delivery_days d join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id
    where d.chain_id = ${chainId} and d.day between ${after?.day ?? from}::date and ${to}::date
      and d.status = any(${SPENT}::text[]) and d.kind = any(${KINDS}::text[])
      ${clinicIds === 'all' ? sql`` : sql`and d.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`}
      ${clinicId ? sql`and d.clinic_id = ${clinicId}` : sql``} ${language ? sql`and d.language = ${language}` : sql``}
      ${after ? sql`and (d.day, c.name, d.kind, d.channel, d.language) > (${after.day}::date, ${after.clinicName}, ${after.kind}, ${after.channel}, ${after.language})` : sql``}
    group by 1, 2, 3, 4, 5 having sum(d.texts) > 0
    order by 1, 5, 2, 3, 4 limit ${limit}`)
}

function debitOf({ texts, segments, costMicro }: Debit): Debit {
  return { texts, segments, costMicro }
}
