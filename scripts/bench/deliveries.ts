import type { Sql, TransactionSql } from 'postgres'
import postgres from 'postgres'

import { chainOf } from '#scripts/bench/seeding.ts'

// A year of bulk mail that is over, written by SQL straight into its partitions: what lists and reports of a chain that has long
// been here look through. The number of campaigns is that of a busy chain, whatever the number of texts.

const CAMPAIGNS = 48
/** The one whose report is looked at, the last but one, is a large one: among few texts, too, it fills pages of those that failed. */
const LARGE = CAMPAIGNS - 1
const SHARE_OF_LARGE = 0.08
const MONTHS = 12
const CONNECTIONS = 2
const BATCH_SIZE = 500

const BODIES = {
  et: 'Tere, {first_name}! Ootame Teid kontrolli. {clinic_name}, {clinic_phone}.',
  ru: 'Здравствуйте, {first_name}! Ждём Вас на осмотр. {clinic_name}, {clinic_phone}.',
  en: 'Hello {first_name}, it is time for your check-up. {clinic_name}, {clinic_phone}.',
}

/** Writes about `texts` deliveries with their sums, issues and the receipts of those that failed; a few fewer where people share a number. */
export async function writeSentCampaigns(url: string, texts: number): Promise<void> {
  const { chainId } = await chainOf(url)
  const sql = postgres(url, { max: CONNECTIONS, onnotice: () => {} })
  try {
    await sql`select ensure_delivery_partitions((now() - make_interval(months => ${MONTHS}))::date, ${MONTHS + 2})`
    let next = 0
    const work = async () => {
      while (next < CAMPAIGNS) {
        next += 1
        await writeCampaign(sql, chainId, { number: next, texts: Math.ceil(texts * shareOf(next)) })
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, work))
    await sql`vacuum analyze`
  } finally {
    await sql.end()
  }
}

function shareOf(number: number): number {
  return number === LARGE ? SHARE_OF_LARGE : (1 - SHARE_OF_LARGE) / (CAMPAIGNS - 1)
}

/** Campaign `number` went out so many weeks and a half ago, to people chosen by a hash, so that each meets others. */
async function writeCampaign(
  sql: Sql,
  chainId: string,
  { number, texts }: { number: number; texts: number },
): Promise<void> {
  const sentAt = sql`(date_trunc('day', now()) + interval '9 hours' - make_interval(days => ${1 + (CAMPAIGNS - number) * 7}))`
  await sql.begin(async (tx) => {
    await tx`select set_config('synchronous_commit', 'off', true), set_config('work_mem', '128MB', true)`
    const [campaign] = await tx<{ id: string; month: string }[]>`
      insert into campaigns (chain_id, id, name, status, audience, month, started_at, finished_at, created_at)
      select ${chainId}, uuidv7(${sentAt} - now()), ${`Kontroll ${number}`}, 'sent', '{}', date_trunc('month', ${sentAt})::date,
        ${sentAt}, ${sentAt} + interval '2 hours', ${sentAt}
      returning id, month::text`
    if (!campaign) throw new Error('the campaign was not written')
    const key = { chainId, ...campaign }
    await tx`
      insert into compositions (chain_id, campaign_id, language, body)
      select ${chainId}, ${campaign.id}, * from unnest(${Object.keys(BODIES)}::text[], ${Object.values(BODIES)}::text[])`
    await tx`
      insert into wordings (chain_id, campaign_id, channel, purpose, language, body)
      select chain_id, campaign_id, 'sms', 'offer', language, body from compositions where campaign_id = ${campaign.id}`
    await writeTexts(tx, key, { number, texts })
    await writeIssues(tx, key)
    await writeSums(tx, key) // last: it locks the chain's one account
  })
}

type Key = { chainId: string; id: string; month: string }

async function writeTexts(
  tx: TransactionSql,
  { chainId, id, month }: Key,
  { number, texts }: { number: number; texts: number },
) {
  await tx`
    insert into deliveries (chain_id, month, id, kind, channel, campaign_id, patient_id, clinic_id, once_per, address, country,
      language, wording_id, params, segments, price_micro, planned_at, valid_until, status, reason, provider, epoch,
      submitted_at, accepted_at, final_at)
    select ${chainId}, ${month}::date, uuidv7(sent_at - now()), 'bulk', 'sms', ${id}, p.id, p.clinic_id, p.phone, p.phone,
      p.phone_country, wording.language, wording.id, array[p.first_name, clinics.name, clinics.phone, 'aaaaaaaaaaaa'],
      case wording.language when 'ru' then 2 else 1 end, case wording.language when 'ru' then 90000 else 45000 end,
      sent_at, sent_at + interval '1 day', fate.status, null, 'sandbox', 1, sent_at, sent_at, sent_at + interval '20 seconds'
    from (
      select *, hashtextextended(code, ${number}) as dice from patients
      where chain_id = ${chainId} and phone_kind = 'mobile' and not deceased and language in ('et', 'ru', 'en')
        and hashtextextended(code, ${number + CAMPAIGNS}) & 1023 < least(1024, 2048.0 * ${texts}
          / (select greatest(1, reltuples) from pg_class where oid = 'patients'::regclass))
      order by id limit ${texts}
    ) as p
    join wordings wording on wording.chain_id = ${chainId} and wording.campaign_id = ${id} and wording.language = p.language
    join clinics on clinics.chain_id = ${chainId} and clinics.id = p.clinic_id
    cross join lateral (select case
      when dice & 1023 < 920 then 'delivered' when dice & 1023 < 1000 then 'undelivered' when dice & 1023 < 1010 then 'expired'
      when dice & 1023 < 1016 then 'accepted' when dice & 1023 < 1020 then 'rejected' else 'unknown' end as status) as fate
    cross join lateral (select started_at + make_interval(secs => (dice >> 10 & 4095)) as sent_at
      from campaigns where chain_id = ${chainId} and id = ${id}) as moment
    order by p.id
    on conflict do nothing`
}

async function writeSums(tx: TransactionSql, { chainId, id, month }: Key): Promise<void> {
  await tx`
    insert into campaign_counts (chain_id, campaign_id, language, status, texts, segments, cost_micro)
    select chain_id, campaign_id, language, status, count(*), sum(segments), sum(price_micro)
    from deliveries where chain_id = ${chainId} and month = ${month}::date and campaign_id = ${id} group by 1, 2, 3, 4`
  await tx`
    insert into delivery_days as d (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
    select chain_id, planned_at::date, clinic_id, kind, channel, language, status, count(*), sum(segments), sum(price_micro)
    from deliveries where chain_id = ${chainId} and month = ${month}::date and campaign_id = ${id} group by 1, 2, 3, 4, 5, 6, 7
    on conflict (chain_id, day, clinic_id, kind, channel, language, status) do update set
      texts = d.texts + excluded.texts, segments = d.segments + excluded.segments, cost_micro = d.cost_micro + excluded.cost_micro`
  await tx`
    with sums as (
      select sum(texts)::int as texts, sum(segments)::int as segments, sum(cost_micro)::bigint as cost
      from campaign_counts where chain_id = ${chainId} and campaign_id = ${id}
    ), hold as (
      insert into holds (chain_id, campaign_id, held_micro, captured_micro) select ${chainId}, ${id}, cost, cost from sums returning id
    ), batch as (
      insert into batches (chain_id, month, campaign_id, channel, kind, first_id, last_id, size, status, done_at, hold_id)
      select ${chainId}, ${month}::date, ${id}, 'sms', 'bulk', uuid_v7(), uuid_v7(), ${BATCH_SIZE}, 'done', now() - interval '1 day', hold.id
      from sums, hold, generate_series(1, sums.texts / ${BATCH_SIZE}::int)
    )
    update campaigns set people = texts, segments = sums.segments, cost_micro = cost, hold_id = hold.id
    from sums, hold where campaigns.chain_id = ${chainId} and campaigns.id = ${id}`
  await tx`
    update accounts set available_micro = available_micro - cost, spent_micro = spent_micro + cost
    from (select cost_micro as cost from campaigns where chain_id = ${chainId} and id = ${id}) as campaign
    where chain_id = ${chainId}`
}

/** The rare ones are listed apart; those that failed have a receipt, which says why. */
async function writeIssues(tx: TransactionSql, { chainId, id, month }: Key): Promise<void> {
  const rare = tx`
    from deliveries where chain_id = ${chainId} and month = ${month}::date and campaign_id = ${id}
      and status in ('unknown', 'undelivered', 'expired', 'rejected')`
  await tx`
    insert into delivery_issues (chain_id, status, delivery_id, month, campaign_id, at)
    select chain_id, status, id, month, campaign_id, final_at ${rare}`
  await tx`
    insert into delivery_refs (provider, ref, chain_id, month, delivery_id, accepted_at)
    select provider, id::text, chain_id, month, id, accepted_at ${rare}`
  await tx`
    insert into receipts (provider, ref, status, detail, received_at)
    select provider, id::text, status, (array['absent_subscriber', 'unknown_subscriber', 'expired'])[1 + abs(hashtext(id::text)) % 3], final_at
    ${rare}`
}
