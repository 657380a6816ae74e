import type { Tx } from '#db/client.ts'
import { readClinicsNow } from '#db/queries/clinics-now.ts'
import type { Decision, DueReminder } from '#db/queries/reminders-due.ts'
import {
  claimDueReminders,
  claimSiblings,
  decideReminders,
  findSiblings,
  noteWritten,
  readDueReminders,
  reviveShared,
  takePlannersTurn,
} from '#db/queries/reminders-due.ts'
import type { Recipient } from '#lib/core/automatic-recipient.ts'
import { uselessFrom } from '#lib/core/reminder-rule.ts'
import { verdictOn } from '#lib/core/reminder-verdict.ts'
import type { AutomaticTerms } from '#lib/deliveries/automatic-wordings.ts'
import { automaticTerms } from '#lib/deliveries/automatic-wordings.ts'
import type { Balance, Written } from '#lib/deliveries/write-automatic.ts'
import { withBalance, writeAutomaticTexts } from '#lib/deliveries/write-automatic.ts'
import { familiesOf, familyText } from '#lib/reminders/family.ts'
import { planAnew } from '#lib/reminders/plan.ts'
import { recipientFor } from '#lib/reminders/recipient-for.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { inParts } from '#lib/runtime/together.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Reminders in one transaction: a booking that meets one of them waits no longer than that takes. */
const CLAIM_SIZE = 1_000
/** So many of them in one statement: the worker has one part in hand while the database has the next. */
const PART_SIZE = 250
/** When to ask again whether there is money. */
const RETRY_MILLISECONDS = 300_000

export type SendDue = { now?: Date | null; limit?: number }

/** A reminder that may go, with where to. */
export type Approved = { reminder: DueReminder; recipient: Recipient }

/**
 * Takes the reminders of a chain that are due first, looks at each anew, and writes the texts of those that still hold, in one
 * transaction. What has become useless is marked so and never sent. One planner of a chain at a time.
 *
 * @returns how many it took; fewer than `limit` means that no more are due. Null when another planner has its turn.
 */
export async function sendDueReminders(
  ctx: Ctx,
  { now = null, limit = CLAIM_SIZE }: SendDue = {},
): Promise<number | null> {
  const taken = await withBalance((balance) => takeTurn(ctx, balance, { now, limit }))
  if (taken) passStep('planner.texts-committed')
  return taken
}

function takeTurn(ctx: Ctx, balance: Balance, { now, limit }: Required<SendDue>): Promise<number | null> {
  return inChain(ctx, async (tx) => {
    if (!(await takePlannersTurn(tx, ctx.chainId))) return null
    await reviveShared(tx, ctx.chainId, now)
    const claimed = await claimDueReminders(tx, ctx.chainId, now, limit)
    if (claimed.length === 0) return 0
    passStep('planner.reminders-claimed')
    const moment = { chainId: ctx.chainId, now, clinics: await readClinicsNow(tx, ctx.chainId, now) }
    const parts = await inParts(claimed, PART_SIZE, async (places) => {
      const due = await readDueReminders(tx, moment, { places })
      return { due, siblings: await findSiblings(tx, ctx.chainId, due) }
    })
    const due = parts.flatMap((part) => part.due)
    const siblings = parts.flatMap((part) => part.siblings)
    const places = await claimSiblings(tx, ctx.chainId, siblings, due)
    const reminders = [...due, ...(await readDueReminders(tx, moment, { places }))]
    await planOutdatedAnew(tx, ctx, reminders, now)
    const upToDate = reminders.filter(({ ruleOutdated }) => !ruleOutdated)
    await send(tx, ctx, balance, upToDate)
    passStep('planner.texts-written')
    return claimed.length
  })
}

/** What was planned under an older version of its rule is not sent: its rule is asked anew, and if it is due then, the next turn finds it. */
async function planOutdatedAnew(
  tx: Tx,
  { chainId }: Ctx,
  reminders: readonly DueReminder[],
  now: Date | null,
): Promise<void> {
  const appointmentIds = reminders.filter(({ ruleOutdated }) => ruleOutdated).map(({ appointmentId }) => appointmentId)
  if (appointmentIds.length > 0) await planAnew(tx, { chainId, selection: { appointmentIds }, now })
}

async function send(tx: Tx, ctx: Ctx, balance: Balance, reminders: readonly DueReminder[]): Promise<void> {
  const { chainId } = ctx
  const terms = await automaticTerms(
    tx,
    ctx,
    'notice',
    reminders.map(({ templateId }) => templateId),
  )
  const decisions: Decision[] = []
  const approved: Approved[] = []
  for (const reminder of reminders) {
    const judged = judge(reminder, terms)
    if ('recipient' in judged) approved.push(judged)
    else if (reminder.isDue) decisions.push(judged)
  }
  await decideReminders(tx, chainId, decisions)

  const families = familiesOf(approved)
  // What costs nothing first: behind what does, the chain's money is held.
  for (const channel of ['email', 'sms'] as const) {
    const ours = families.filter((family) => family[0].reminder.channel === channel)
    const texts = ours.map((family) => familyText(family, terms))
    const note = async (deliveries: (Written | null)[]) => {
      const written = ours.flatMap((family, index) => writtenOf(family, deliveries[index] ?? null))
      await inParts(written, PART_SIZE, (part) => noteWritten(tx, chainId, part))
      await decideReminders(
        tx,
        chainId,
        ours.flatMap((family, index) => (deliveries[index] ? [] : unpaid(family))),
      )
    }
    await writeAutomaticTexts(tx, ctx, balance, { kind: 'reminder', channel, texts, note })
  }
}

function judge(reminder: DueReminder, terms: AutomaticTerms): Approved | Decision {
  const { superseded, ruleOff, statusFits, wasTold, sendAtMilliseconds } = reminder
  const sendAt = sendAtMilliseconds === null ? null : new Date(sendAtMilliseconds)
  const facts = { superseded, ruleOff, statusFits, wasTold, sendAt, uselessFrom: uselessFrom(startOf(reminder)) }
  const verdict = verdictOn(facts, new Date(reminder.nowMilliseconds))
  if (verdict.verdict === 'wait') return decision(reminder, 'planned', null, verdict.until)
  if (verdict.verdict !== 'send') return decision(reminder, verdict.verdict, verdict.reason)
  const recipient = recipientFor(reminder, terms)
  return 'reason' in recipient ? decision(reminder, 'left_out', recipient.reason) : { reminder, recipient }
}

function startOf({ startsAtMilliseconds }: DueReminder): Date {
  return new Date(startsAtMilliseconds)
}

function writtenOf(family: readonly Approved[], delivery: Written | null) {
  const shared = family.length > 1
  return delivery ? family.map(({ reminder: { place } }) => ({ place, ...delivery, shared })) : []
}

/** Tried again until there is money, or until it is too late. */
function unpaid(family: readonly Approved[]): Decision[] {
  return family.map(({ reminder }) => {
    const again = new Date(reminder.nowMilliseconds + RETRY_MILLISECONDS)
    return decision(reminder, 'planned', 'insufficient_balance', again)
  })
}

function decision(reminder: DueReminder, status: Decision['status'], reason: string | null, dueAt?: Date): Decision {
  return { ...keyOf(reminder), status, reason, dueAtMilliseconds: dueAt?.getTime() ?? null }
}

function keyOf({ appointmentId, ruleId, version, channel }: DueReminder) {
  return { appointmentId, ruleId, version, channel }
}
