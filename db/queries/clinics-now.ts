import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import { prepared } from '#db/prepared.ts'

/** What is so of a clinic at a moment, for every reminder of it alike. Instants are milliseconds. */
export type ClinicNow = {
  clinicId: string
  clinicName: string
  clinicPhone: string | null
  zone: string
  remindersOn: boolean
  nowMilliseconds: number
  /** The first sending hour from then on; null when there is none. */
  sendAtMilliseconds: number | null
  /** 'YYYY-MM-DD' at the clinic. */
  today: string
  /** The same for clinics that open and close together. */
  hours: string
}

/** Reads the clinics of a chain as they are now: once for a turn, since holidays and hours are more work than a reminder. */
export async function readClinicsNow(tx: Tx, chainId: string, now: Date | null): Promise<Map<string, ClinicNow>> {
  const rows = await prepared<ClinicNow>(
    tx,
    sql`
    select c.id as "clinicId", c.name as "clinicName", c.phone as "clinicPhone", c.zone,
      is_switched_on(c.chain_id, 'reminders', c.id) as "remindersOn", (extract(epoch from ${clock(now)}) * 1000)::bigint as "nowMilliseconds",
      (extract(epoch from sending_time_after(${clock(now)}, c.zone, c.opens_at, c.closes_at, closed_on)) * 1000)::bigint as "sendAtMilliseconds",
      (now() at time zone c.zone)::date::text as today, md5(concat_ws(' ', c.zone, c.opens_at, c.closes_at, closed_on)) as hours
    from clinics c cross join lateral (select closed_days(c.chain_id, c.id) as closed_on offset 0) as closed
    where c.chain_id = ${chainId}`,
  )
  return new Map(rows.map((row) => [row.clinicId, row]))
}
