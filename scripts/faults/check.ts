import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'
import type { Happenings } from '#scripts/faults/happenings.ts'
import type { Breach, Said } from '#scripts/faults/judge.ts'
import { judge } from '#scripts/faults/judge.ts'
import { ledgerErrorMicro } from '#scripts/faults/ledger.ts'
import type { FaultsRun } from '#scripts/faults/run.ts'
import type { RemindedVisits } from '#scripts/faults/visits.ts'

export type Finding = { breach: Breach; campaign: string; person: number }

export type Verdict = {
  sent: number
  lost: number
  doubled: number
  contradicted: number
  misreported: number
  unknownLeft: number
  ledgerErrorMicro: number
  /** The first of them, to be looked at. */
  findings: Finding[]
}

const MOST_FINDINGS = 10

/** Holds what the oracle took against what we say of every delivery and every reminder, and both against the money. */
export async function check({ campaigns, visits, chainIds }: Sendings, happenings: Happenings): Promise<Verdict> {
  const counts: Record<Breach, number> = { lost: 0, doubled: 0, contradicted: 0, misreported: 0 }
  const findings: Finding[] = []
  let sent = 0
  let unknownLeft = 0
  let wrongMicro = 0
  for (const texts of [...campaigns, ...visits]) {
    const { name, from, to } = texts
    const { said, stopped } = 'ruleId' in texts ? await saidOfVisits(texts) : await saidOf(texts.campaignId)
    for (let person = from; person <= to; person += 1) {
      const ours = said.get(person) ?? null
      const happened = happenings.of(name, person)
      // Stopped before all were written down, the others were never to get anything.
      if (!ours && stopped && !happened?.taken.some((times) => times > 0)) continue
      const judgement = judge(ours, happened)
      sent += Number(judgement.sent)
      unknownLeft += Number(judgement.unknown)
      wrongMicro += judgement.wrongMicro
      for (const breach of judgement.breaches) {
        counts[breach] += 1
        if (findings.length < MOST_FINDINGS) findings.push({ breach, campaign: name, person })
      }
    }
  }
  let errorMicro = wrongMicro
  for (const chainId of chainIds) errorMicro += await ledgerErrorMicro(chainId)
  return { sent, ...counts, unknownLeft, ledgerErrorMicro: errorMicro, findings }
}

type Sendings = Pick<FaultsRun, 'campaigns' | 'visits' | 'chainIds'>
type SaidOfAll = { said: Map<number, Said>; stopped: boolean }

async function saidOf(campaignId: string): Promise<SaidOfAll> {
  const rows = await db().execute<Said>(sql`
    select substr(p.first_name, 2)::int as person, d.status, d.price_micro as "priceMicro"
    from deliveries d join patients p on p.chain_id = d.chain_id and p.id = d.patient_id
    where d.campaign_id = ${campaignId}`)
  const [campaign] = await db().execute<{ stopped: boolean }>(sql`
    select status = 'stopped' as stopped from campaigns where id = ${campaignId}`)
  return { said: new Map(rows.map((row) => [row.person, row])), stopped: campaign?.stopped ?? false }
}

/** A reminder that was decided against is held back; one that is planned still is lost when everything has settled. */
async function saidOfVisits({ ctx, ruleId }: RemindedVisits): Promise<SaidOfAll> {
  const rows = await db().execute<Said>(sql`
    select substr(p.first_name, 2)::int as person, coalesce(d.price_micro, 0) as "priceMicro",
      case r.status when 'written' then d.status when 'planned' then 'planned' else 'suppressed' end as status
    from reminders r join patients p on p.chain_id = r.chain_id and p.id = r.patient_id
    left join deliveries d on d.chain_id = r.chain_id and d.month = r.month and d.id = r.delivery_id
    where r.chain_id = ${ctx.chainId} and r.rule_id = ${ruleId}`)
  return { said: new Map(rows.map((row) => [row.person, row])), stopped: false }
}
