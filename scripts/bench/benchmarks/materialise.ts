import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'

import { SendCampaignInput } from '#lib/campaigns/inputs.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { monthOf } from '#lib/campaigns/month.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { EVERYONE } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { found, permissions, reason, tune } from '#scripts/bench/by-hand.ts'
import { BODIES, draftForEveryone } from '#scripts/bench/campaign.ts'
import { byHand } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median, millisecondsOf } from '#scripts/bench/measure.ts'
import { chainOf } from '#scripts/bench/seeding.ts'

const ROUNDS = 5

/**
 * Writing down who gets an offer to everybody, from Send's job to batches that may go, beside a bare INSERT … SELECT of the same
 * deliveries. Everybody has had an offer before, so the links at the end of the texts are there. Each time begins with no delivery.
 */
export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const database = await databases.copy('materialising', (url) => byHand(url, giveEverybodyALink))
  const ctx = await chainOf(database.url)
  const rates = await byHand(database.url, (sql) =>
    interleaved(
      {
        ours: () => rateOf(sql, 'materialise', tell, async () => prepared(ctx)),
        reference: () => rateOf(sql, 'INSERT … SELECT', tell, async () => bareInsert(sql, ctx)),
      },
      { rounds: ROUNDS, warmUp: 0 },
    ),
  )
  await database.drop()
  return [
    entryOf({
      name: 'materialise',
      ours: median(rates.ours),
      reference: median(rates.reference),
      unit: 'rows/s',
      goal: { atLeastTimes: 0.8 },
    }),
  ]
}

async function giveEverybodyALink(sql: Sql): Promise<void> {
  await sql`
    insert into contact_links (chain_id, channel, address)
    select distinct chain_id, 'sms', phone from patients where phone_kind = 'mobile'`
  await sql`vacuum analyze contact_links`
}

/** Clears the ground, prepares, and times what is left to do. @returns deliveries a second */
async function rateOf(sql: Sql, name: string, tell: Bench['tell'], prepare: () => Promise<() => Promise<unknown>>) {
  await sql`truncate deliveries, batches, left_out_lists, campaign_counts, delivery_days`
  const work = await prepare()
  await sql`checkpoint`
  const milliseconds = await millisecondsOf(work)
  const [row] = await sql<{ texts: number }[]>`select count(*)::int as texts from deliveries`
  const texts = row?.texts ?? 0
  if (texts === 0) throw new Error(`${name} wrote nothing`)
  tell(`${name}: ${texts} deliveries in ${Math.round(milliseconds)} ms`)
  return (texts * 1000) / milliseconds
}

/** A campaign that has been sent and waits for its job. */
async function prepared(ctx: Ctx): Promise<() => Promise<unknown>> {
  const campaignId = await draftForEveryone(ctx)
  const { fingerprint, willGet } = await previewCampaign(ctx, { campaignId })
  const sendKey = randomUUID()
  await sendCampaign(ctx, SendCampaignInput.parse({ campaignId, sendKey, fingerprint, typedPeople: willGet }))
  return () => materialiseCampaign(ctx, { campaignId })
}

/** One statement of one transaction; its texts are as long as they are without counting. */
async function bareInsert(sql: Sql, { chainId, now }: Ctx): Promise<() => Promise<unknown>> {
  const campaignId = randomUUID()
  await sql`
    insert into wordings (chain_id, campaign_id, channel, purpose, language, body)
    select ${chainId}, ${campaignId}, 'sms', 'offer', * from unnest(${Object.keys(BODIES)}::text[], ${Object.values(BODIES)}::text[])`
  return () =>
    sql.begin(async (tx) => {
      await tune(tx)
      await tx`
        with person as materialized (
          select id, clinic_id, first_name, phone, phone_country, language
          from (
            select p.id, p.clinic_id, p.first_name, p.phone, p.phone_country, p.language, ${reason(tx)} as reason
            from patients p ${permissions(tx, chainId)} where ${found(tx, chainId, EVERYONE)} offset 0
          ) as everybody
          where reason = 0
        ), shared as materialized (
          select phone from person group by phone having count(*) > 1
        ), twice as materialized (
          select id from (
            select id, row_number() over (partition by phone order by id) as place
            from person where case when phone is not null then phone in (select phone from shared) end
          ) as placed where place > 1
        )
        insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, clinic_id, once_per, address, country, language,
          wording_id, params, segments, price_micro, valid_until)
        select ${chainId}, ${monthOf(now)}::date, 'bulk', 'sms', ${campaignId}, person.id, person.clinic_id, person.phone, person.phone,
          person.phone_country, person.language, wording.id,
          array[person.first_name, clinic.name, coalesce(clinic.phone, ''), link.code],
          case person.language when 'et' then 2 else 3 end, tariff.price_micro * case person.language when 'et' then 2 else 3 end,
          now() + interval '7 days'
        from person
        join wordings wording on wording.chain_id = ${chainId} and wording.campaign_id = ${campaignId}
          and wording.language = person.language
        join clinics clinic on clinic.chain_id = ${chainId} and clinic.id = person.clinic_id
        join contact_links link on link.chain_id = ${chainId} and link.channel = 'sms' and link.address = person.phone
        join tariffs tariff on tariff.location = 'EE' and tariff.channel = 'sms' and tariff.country = person.phone_country
        where case when person.id is not null then person.id not in (select id from twice) end`
    })
}
