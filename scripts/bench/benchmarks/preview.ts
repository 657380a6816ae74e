import type { TransactionSql } from 'postgres'

import { previewCampaign } from '#lib/campaigns/preview.ts'
import { EVERYONE } from '#lib/core/audience.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { found, permissions, reason, SAME_NUMBER, tune } from '#scripts/bench/by-hand.ts'
import { draftForEveryone } from '#scripts/bench/campaign.ts'
import { byHand } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median, millisecondsOf } from '#scripts/bench/measure.ts'
import { chainOf } from '#scripts/bench/seeding.ts'

const ROUNDS = 5
const GOAL = { atMostTimes: 1.4, atMost: 3000 }

type Group = { language: string | null; reason: number; people: number }

/** The whole preview of a campaign to everybody, beside one statement that gives the same groups and reasons and renders nothing. */
export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const database = await databases.seeded()
  const ctx = await chainOf(database.url)
  const campaignId = await draftForEveryone(ctx)
  return byHand(database.url, async (sql) => {
    const ours = () => previewCampaign(ctx, { campaignId })
    const groups = () =>
      sql.begin(async (tx) => {
        await tune(tx)
        return groupsByHand(tx, ctx.chainId)
      })
    requireEqual(await ours(), await groups())
    const times = await interleaved(
      { ours: () => millisecondsOf(ours), reference: () => millisecondsOf(groups) },
      { rounds: ROUNDS },
    )
    tell(`preview ${times.ours.map(Math.round)} ms, by hand ${times.reference.map(Math.round)} ms`)
    await sql`delete from campaigns where id = ${campaignId}`
    return [
      entryOf({
        name: 'preview',
        ours: median(times.ours),
        reference: median(times.reference),
        unit: 'ms',
        goal: GOAL,
      }),
    ]
  })
}

/**
 * People who get texts equally long and dear, counted together, one of each; those left out by reason. What is merged in is the
 * first name and the clinic. One pass: rows with no more in them than that are kept, and shared numbers found among them.
 */
function groupsByHand(tx: TransactionSql, chainId: string): Promise<Group[]> {
  return tx<Group[]>`
    with person as materialized (
      select language, reason, id, case when reason = 0 then phone end as phone, case when reason = 0 then country end as country,
        case when reason = 0 then clinic_id end as clinic_id, case when reason = 0 then shape end as shape,
        case when reason = 0 and shape = 0 then first_name end as first_name
      from (
        select p.language, p.phone, p.id, p.phone_country as country, p.clinic_id, p.first_name_shape as shape, p.first_name,
          ${reason(tx)} as reason
        from patients p ${permissions(tx, chainId)} where ${found(tx, chainId, EVERYONE)} offset 0
      ) as everybody
    ), shared as materialized (
      select phone from person where reason = 0 group by phone having count(*) > 1
    ), twice as materialized (
      select id from (
        select id, row_number() over (partition by phone order by id) as place
        from person where case when reason = 0 then phone in (select phone from shared) end
      ) as placed where place > 1
    )
    select language, case when reason = 0 and id in (select id from twice) then ${SAME_NUMBER} else reason end as reason, country,
      clinic_id, shape, first_name, count(*)::int as people, any_value(id) as patient_id
    from person
    group by 1, 2, 3, 4, 5, 6`
}

/** A comparison of answers that differ would say nothing. */
function requireEqual(ours: Awaited<ReturnType<typeof previewCampaign>>, groups: readonly Group[]): void {
  const sum = (counted: readonly Group[]) => counted.reduce((total, { people }) => total + people, 0)
  const theirs = [sum(groups), sum(groups.filter(({ reason: number }) => number === 0))]
  if (theirs[0] !== ours.people || theirs[1] !== ours.willGet) {
    throw new Error(`The figures differ: ${ours.people} and ${ours.willGet} beside ${theirs}`)
  }
}
