import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type Holiday = {
  id: string
  /** Null is every clinic of the chain. */
  clinicId: string | null
  day: string
  name: string
  /** Or open in spite of a public holiday. */
  closed: boolean
}

/** What the chain has said itself, by day. */
export async function listHolidays(tx: Tx, chainId: string): Promise<Holiday[]> {
  return tx.execute<Holiday>(sql`
    select id, clinic_id as "clinicId", day::text, name, closed from holidays where chain_id = ${chainId} order by day, clinic_id nulls first`)
}

/** Public holidays of the chain's location from a year on, by day; `key` names the day in the messages. */
export async function listPublicHolidays(
  tx: Tx,
  chainId: string,
  { fromYear, toYear }: { fromYear: number; toYear: number },
): Promise<{ day: string; key: string }[]> {
  return tx.execute(sql`
    select p.day::text, p.key from chains c, public_holidays(c.location, ${fromYear}::int, ${toYear}::int) p where c.id = ${chainId} order by p.day`)
}

/** Says of a day whether a clinic, or the chain, is closed on it; what was said of that day before is replaced. */
export async function writeHoliday(tx: Tx, chainId: string, holiday: Omit<Holiday, 'id'>): Promise<string> {
  const { clinicId, day, name, closed } = holiday
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into holidays (chain_id, clinic_id, day, name, closed) values (${chainId}, ${clinicId}, ${day}, ${name}, ${closed})
    on conflict (chain_id, clinic_id, day) do update set name = excluded.name, closed = excluded.closed
    returning id`)
  if (!row) throw new Error('the holiday was not written')
  return row.id
}

export async function findHoliday(tx: Tx, chainId: string, holidayId: string): Promise<Holiday | null> {
  const [row] = await tx.execute<Holiday>(sql`
    select id, clinic_id as "clinicId", day::text, name, closed from holidays where chain_id = ${chainId} and id = ${holidayId}`)
  return row ?? null
}

/** @returns whether it was there to be deleted: what is said for the whole chain can be read by more people than may take it back */
export async function deleteHoliday(tx: Tx, chainId: string, holidayId: string): Promise<boolean> {
  const rows = await tx.execute(sql`delete from holidays where chain_id = ${chainId} and id = ${holidayId} returning 1`)
  return rows.length > 0
}
