import type { Tx } from '#db/client.ts'
import { findContactCodes } from '#db/queries/automatic-texts.ts'
import type { DuePersonal, PersonalDecision, PersonalKind } from '#db/queries/personal-texts.ts'
import { claimDuePersonal, decidePersonal, notePersonalWritten, readDuePersonal } from '#db/queries/personal-texts.ts'
import { takePlannersTurn } from '#db/queries/reminders-due.ts'
import type { Recipient } from '#lib/core/automatic-recipient.ts'
import { recipientOf } from '#lib/core/automatic-recipient.ts'
import { visitNameOf } from '#lib/core/visit-text.ts'
import type { AutomaticTerms } from '#lib/deliveries/automatic-wordings.ts'
import { automaticTerms } from '#lib/deliveries/automatic-wordings.ts'
import type { AutomaticText, Balance, Written } from '#lib/deliveries/write-automatic.ts'
import { withBalance, writeAutomaticTexts } from '#lib/deliveries/write-automatic.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

const CLAIM_SIZE = 1_000
const RETRY_MILLISECONDS = 300_000

type Approved = { person: DuePersonal; recipient: Recipient }

/**
 * Takes the greetings, or recalls, of a chain that are due first, looks at each patient anew, and writes the texts of those that
 * still hold, in one transaction; as sendDueReminders does for visits.
 *
 * @returns how many it took; null when another planner has its turn
 */
export async function sendDuePersonalTexts(
  ctx: Ctx,
  kind: PersonalKind,
  { now = null, limit = CLAIM_SIZE }: { now?: Date | null; limit?: number } = {},
): Promise<number | null> {
  return withBalance((balance) =>
    inChain(ctx, async (tx) => {
      if (!(await takePlannersTurn(tx, ctx.chainId))) return null
      const claimed = await claimDuePersonal(tx, ctx.chainId, kind, now, limit)
      if (claimed.length === 0) return 0
      await send(tx, ctx, { kind, balance }, await readDuePersonal(tx, ctx.chainId, kind, now, claimed))
      return claimed.length
    }),
  )
}

async function send(
  tx: Tx,
  ctx: Ctx,
  { kind, balance }: { kind: PersonalKind; balance: Balance },
  people: readonly DuePersonal[],
): Promise<void> {
  const { chainId } = ctx
  const templateIds = people.map(({ templateId }) => templateId)
  const terms = await automaticTerms(tx, ctx, kind, templateIds)
  const judged = people.map((person) => judge(person, terms))
  const approved = judged.filter((one): one is Approved => 'recipient' in one)
  const decisions = judged.filter((one): one is PersonalDecision => 'status' in one)
  await decidePersonal(tx, chainId, kind, decisions)

  // What costs nothing first: behind what does, the chain's money is held.
  for (const channel of ['email', 'sms'] as const) {
    const ours = approved.filter(({ person }) => person.channel === channel)
    if (ours.length === 0) continue
    const recipients = ours.map(({ recipient }) => recipient)
    const codes = await findContactCodes(tx, chainId, channel, recipients)
    const texts = ours.map((one) => textOf(kind, one, terms, codes))
    const note = async (deliveries: (Written | null)[]) => {
      const written = ours.flatMap(({ person }, index) => {
        const delivery = deliveries[index]
        return delivery ? [{ ...keyOf(person), ...delivery }] : []
      })
      await notePersonalWritten(tx, chainId, kind, written)
      const missed = ours.filter((_, index) => !deliveries[index])
      await decidePersonal(
        tx,
        chainId,
        kind,
        missed.map(({ person }) => unpaid(person)),
      )
    }
    await writeAutomaticTexts(tx, ctx, balance, { kind, channel, texts, note })
  }
}

function judge(person: DuePersonal, terms: AutomaticTerms): Approved | PersonalDecision {
  const { sendAtMilliseconds: sendAt, nowMilliseconds: now, validUntilMilliseconds: validUntil } = person
  if (!person.switchedOn) return decision(person, 'left_out', 'switched_off')
  if (!person.stillDue) return decision(person, 'left_out', 'visit_booked')
  if (sendAt === null || sendAt >= validUntil) return decision(person, 'too_late', null)
  if (sendAt > now) return decision(person, 'planned', null, sendAt)
  const recipient = recipientOf(person, {
    channel: person.channel,
    languages: terms.chain.languages,
    written: terms.languagesOf(person.templateId),
    noLanguageAs: person.noLanguageAs,
    prices: terms.pricesOf(person.channel),
  })
  return 'reason' in recipient ? decision(person, 'left_out', recipient.reason) : { person, recipient }
}

function textOf(
  kind: PersonalKind,
  { person, recipient }: Approved,
  terms: AutomaticTerms,
  codes: ReadonlyMap<string, string>,
): AutomaticText {
  const { address, country, language, freeIfUndelivered } = recipient
  const wording = terms.wordingOf(person.templateId, language, person.channel)
  const values = {
    first_name: visitNameOf([person.firstName]),
    last_name: visitNameOf([person.lastName]),
    clinic_name: person.clinicName,
    clinic_phone: person.clinicPhone ?? '',
    chain_name: terms.chain.name,
  }
  const { params, segments, priceMicro } = wording.fill(values, codes.get(address) ?? '', recipient)
  return {
    ...{ params, segments, priceMicro, freeIfUndelivered, language, address, country, wordingId: wording.id },
    ...{ patientId: person.patientId, clinicId: person.clinicId, today: person.today, visitCode: null },
    // A wish ends with the day, and does not know of holidays.
    hours: kind === 'greeting' ? null : person.hours,
    validUntil: new Date(person.validUntilMilliseconds),
  }
}

function unpaid(person: DuePersonal): PersonalDecision {
  return decision(person, 'planned', 'insufficient_balance', person.nowMilliseconds + RETRY_MILLISECONDS)
}

function decision(
  person: DuePersonal,
  status: PersonalDecision['status'],
  reason: string | null,
  dueAtMilliseconds: number | null = null,
): PersonalDecision {
  return { ...keyOf(person), status, reason, dueAtMilliseconds }
}

function keyOf({ patientId, occasion }: DuePersonal) {
  return { patientId, occasion }
}
