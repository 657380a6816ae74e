import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'

export type PriceLine = {
  channel: 'sms' | 'email'
  /** ISO 3166-1 alpha-2; `*` stands for every country without a line of its own. */
  country: string
  /** Null while a country has only been announced. */
  priceMicro: number | null
  validFrom: string | null
  /** Whether a text that does not arrive is paid for; under the price in force, and under the next. */
  chargesUndelivered: boolean | null
  /** What is announced and does not hold yet: the next change. */
  nextMicro: number | null
  nextFrom: string | null
  nextChargesUndelivered: boolean | null
}

/** The price list of a location at an instant, each line with the change announced for it, if there is one. */
export async function listPrices(tx: Tx, location: string, at: Date): Promise<PriceLine[]> {
  return prepared<PriceLine>(
    tx,
    sql`
    with line as (
      select channel, country,
        max(valid_from) filter (where valid_from <= ${at.toISOString()}::timestamptz) as valid_from,
        min(valid_from) filter (where valid_from > ${at.toISOString()}::timestamptz) as next_from
      from tariffs where location = ${location} group by channel, country
    )
    select line.channel, line.country, now_in_force.price_micro as "priceMicro", to_json(line.valid_from) #>> '{}' as "validFrom",
      now_in_force.charges_undelivered as "chargesUndelivered", announced.charges_undelivered as "nextChargesUndelivered",
      announced.price_micro as "nextMicro", to_json(line.next_from) #>> '{}' as "nextFrom"
    from line
    left join tariffs now_in_force on now_in_force.location = ${location} and now_in_force.channel = line.channel
      and now_in_force.country = line.country and now_in_force.valid_from = line.valid_from
    left join tariffs announced on announced.location = ${location} and announced.channel = line.channel
      and announced.country = line.country and announced.valid_from = line.next_from
    order by line.channel desc, line.country = '*', line.country <> ${location}, line.country`,
  )
}

type NewTariff = {
  location: string
  channel: 'sms' | 'email'
  country: string
  priceMicro: number
  chargesUndelivered: boolean
  fromDay: string
  zone: string
  setBy: string
}

/** False when a price for the same begins at that moment already. */
export async function insertTariff(tx: Tx, tariff: NewTariff): Promise<boolean> {
  const { location, channel, country, priceMicro, chargesUndelivered, fromDay, zone, setBy } = tariff
  const rows = await tx.execute(sql`
    insert into tariffs (location, channel, country, price_micro, charges_undelivered, valid_from, set_by)
    values (${location}, ${channel}, ${country}, ${priceMicro}, ${chargesUndelivered}, ${fromDay}::date::timestamp at time zone ${zone}, ${setBy})
    on conflict (location, channel, country, valid_from) do nothing returning id`)
  return rows.length > 0
}

/** Locations that have a price list, or chains that need one. */
export async function listLocations(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ location: string }>(sql`
    select location from tariffs union select location from chains order by location`)
  return rows.map(({ location }) => location)
}
