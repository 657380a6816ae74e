import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { Brought, Merged, Range } from '#db/queries/imports-rows.ts'
import { byCode, newOrChanged, slice } from '#db/queries/imports-rows.ts'

export const APPOINTMENT_COLUMNS = [
  'patient_id',
  'clinic_id',
  'starts_at',
  'duration_minutes',
  'doctor',
  'office',
  'status',
] as const

/** Writes the appointments of one range. Versions rise by themselves where time, clinic or patient are others. */
export async function mergeAppointments(
  tx: Tx,
  chainId: string,
  importId: string,
  brought: Brought,
  range: Range,
): Promise<Merged> {
  const columns = APPOINTMENT_COLUMNS.filter((column) => brought.has(column))
  const [row] = await tx.execute<Merged>(sql`
    with s as materialized (
      select s.*, p.id as patient_id
      from (${slice('import_appointments', chainId, importId, range)}) as s
      join lateral ${byCode('patients', chainId, sql`s.patient_code`)} as p on true
    ),
    written as (
      ${newOrChanged('appointments', chainId, APPOINTMENT_COLUMNS, columns)}
      returning xmax = 0 as is_new, case when version_at = now() and starts_at > now() then id end as to_plan
    )
    select (select count(*)::int from s) as rows,
      count(*) filter (where is_new)::int as "isNew", count(*) filter (where not is_new)::int as "isChanged",
      array_agg(to_plan) filter (where to_plan is not null) as "toPlan"
    from written`)
  if (!row) throw new Error('an aggregate gives a row')
  return row
}
