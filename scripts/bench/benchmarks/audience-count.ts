import type { Sql, TransactionSql } from 'postgres'
import { listClinics } from '#db/queries/clinics.ts'
import { reasonNumber } from '#db/queries/eligibility.ts'
import { countAudience } from '#lib/campaigns/count-audience.ts'
import { Audience, EVERYONE } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { found, permissions, reason, SAME_NUMBER, tune } from '#scripts/bench/by-hand.ts'
import { byHand } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median, millisecondsOf } from '#scripts/bench/measure.ts'
import { chainOf } from '#scripts/bench/seeding.ts'

const ROUNDS = 7
const GOAL = { atMostTimes: 1.15, plus: 5 }
const DAYS = 24 * 60 * 60 * 1000

type Counted = { language: string | null; reason: number; people: number }

/** The live count while a filter is set: of some patients, and of all, beside the faster of two statements written by hand. */
export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const database = await databases.seeded()
  const ctx = await chainOf(database.url)
  return byHand(database.url, async (sql) => [
    await compare(sql, ctx, { name: 'audience-count', audience: await realistic(ctx), tell }),
    await compare(sql, ctx, { name: 'audience-count-all', audience: EVERYONE, tell }),
  ])
}

/** Grown-ups of three clinics who read Estonian or Russian and have not been there for a year. */
async function realistic(ctx: Ctx): Promise<Audience> {
  const clinics = await inChain(ctx, (tx) => listClinics(tx, ctx.chainId))
  const from = new Date(ctx.now.getTime() - 365 * DAYS).toISOString().slice(0, 10)
  return Audience.parse({
    clinicIds: clinics.slice(0, 3).map(({ id }) => id),
    languages: ['et', 'ru'],
    ageFrom: 25,
    ageTo: 65,
    visit: { kind: 'had_none', from },
  })
}

async function compare(
  sql: Sql,
  ctx: Ctx,
  { name, audience, tell }: { name: string; audience: Audience; tell: Bench['tell'] },
): Promise<Entry> {
  const ours = () => countAudience(ctx, { audience, purpose: 'offer', channel: 'sms', noLanguageAs: null })
  const tuned = (count: typeof inOnePass) => () =>
    sql.begin(async (tx) => {
      await tune(tx)
      return count(tx, ctx.chainId, audience)
    })
  const sides = { ours, onePass: tuned(inOnePass), twoPasses: tuned(inTwoPasses) }
  requireEqual(await ours(), [await sides.onePass(), await sides.twoPasses()])
  const times = await interleaved(
    {
      ours: () => millisecondsOf(sides.ours),
      onePass: () => millisecondsOf(sides.onePass),
      twoPasses: () => millisecondsOf(sides.twoPasses),
    },
    { rounds: ROUNDS },
  )
  const [first, second] = [median(times.onePass), median(times.twoPasses)]
  tell(
    `${name}: ours ${times.ours.map(Math.round)}; by hand in one pass ${Math.round(first)}, in two ${Math.round(second)}`,
  )
  return entryOf({ name, ours: median(times.ours), reference: Math.min(first, second), unit: 'ms', goal: GOAL })
}

/** Everybody once, kept as narrow rows; who shares a number is found among those. */
function inOnePass(tx: TransactionSql, chainId: string, audience: Audience): Promise<Counted[]> {
  return tx<Counted[]>`
    with person as materialized (
      select language, reason, case when reason = 0 then phone end as phone, case when reason = 0 then id end as id
      from (
        select p.language, p.phone, p.id, ${reason(tx)} as reason
        from patients p ${permissions(tx, chainId)} where ${found(tx, chainId, audience)} offset 0
      ) as everybody
    ), shared as materialized (
      select phone from person where reason = 0 group by phone having count(*) > 1
    )
    select language, reason, count(*)::int as people from person group by 1, 2
    union all
    select language, ${SAME_NUMBER}, count(*)::int
    from (
      select language, row_number() over (partition by phone order by id) as place
      from person where case when reason = 0 then phone in (select phone from shared) end
    ) as placed
    where place > 1 group by 1`
}

/** Counted in parallel; then only people with a number that somebody else has too are looked up. */
function inTwoPasses(tx: TransactionSql, chainId: string, audience: Audience): Promise<Counted[]> {
  return tx<Counted[]>`
    select language, reason, count(*)::int as people
    from (
      select p.language, ${reason(tx)} as reason
      from patients p ${permissions(tx, chainId)} where ${found(tx, chainId, audience)}
    ) as everybody
    group by 1, 2
    union all
    select language, ${SAME_NUMBER}, count(*)::int
    from (
      select language, row_number() over (partition by phone order by id) as place
      from (
        select p.language, p.phone, p.id, ${reason(tx)} as reason
        from patients p ${permissions(tx, chainId)}
        where ${found(tx, chainId, audience)} and p.phone = any(array(
          select phone from patients p where ${found(tx, chainId, audience)} and phone is not null group by 1 having count(*) > 1))
      ) as sharing
      where reason = 0
    ) as placed
    where place > 1 group by 1`
}

/** A comparison of answers that differ would say nothing. */
function requireEqual(ours: Awaited<ReturnType<typeof countAudience>>, byHands: Counted[][]): void {
  for (const counted of byHands) {
    const sameNumber = total(counted.filter(({ reason: number }) => number === SAME_NUMBER))
    const theirs = {
      people: total(counted) - sameNumber,
      reachable: total(counted.filter(({ reason: number }) => number === 0)) - sameNumber,
      leftOut: ours.leftOut.map(({ reason: name }) =>
        total(counted.filter(({ reason: number }) => number === reasonNumber(name))),
      ),
    }
    const mine = {
      people: ours.people,
      reachable: ours.languages.reduce((sum, { reachable }) => sum + reachable, 0),
      leftOut: ours.leftOut.map(({ people }) => people),
    }
    if (JSON.stringify(mine) !== JSON.stringify(theirs)) {
      throw new Error(`The counts differ: ${JSON.stringify(mine)} and ${JSON.stringify(theirs)}`)
    }
  }
}

function total(counted: readonly Counted[]): number {
  return counted.reduce((sum, { people }) => sum + people, 0)
}
