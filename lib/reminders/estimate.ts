import type { Tx } from '#db/client.ts'
import { readClinicsNow } from '#db/queries/clinics-now.ts'
import type { DueReminder, ReminderKey } from '#db/queries/reminders-due.ts'
import { readDueReminders } from '#db/queries/reminders-due.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import { automaticTerms } from '#lib/deliveries/automatic-wordings.ts'
import { familiesOf, familyText } from '#lib/reminders/family.ts'
import { recipientFor } from '#lib/reminders/recipient-for.ts'
import type { Approved } from '#lib/reminders/send-due.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** What a planned reminder would come to if it left now. A family's text costs its first visit, and the others nothing. */
export type Estimate = { ruleId: string; costMicro: number; reason: LeftOutReason | 'status' | null }

/**
 * Renders planned reminders from the facts of this moment, exactly as they would be sent, and writes nothing. In the order of `keys`;
 * null for what would be dropped.
 */
export async function estimateReminders(tx: Tx, ctx: Ctx, keys: readonly ReminderKey[]): Promise<(Estimate | null)[]> {
  const clinics = await readClinicsNow(tx, ctx.chainId, null)
  const reminders = await readDueReminders(tx, { chainId: ctx.chainId, now: null, clinics }, { keys })
  const templateIds = reminders.map(({ templateId }) => templateId)
  const terms = await automaticTerms(tx, ctx, 'notice', templateIds, { freeze: false })
  const estimates = new Map<string, Estimate>()
  const approved: Approved[] = []
  for (const reminder of reminders) {
    if (reminder.superseded || reminder.ruleOff) continue
    const recipient = recipientFor(reminder, terms)
    const unreachable = 'reason' in recipient ? recipient.reason : null
    const reason = reminder.statusFits ? unreachable : 'status'
    estimates.set(nameOf(reminder), { ruleId: reminder.ruleId, costMicro: 0, reason })
    if (reason === null && 'address' in recipient) approved.push({ reminder, recipient })
  }
  for (const family of familiesOf(approved)) {
    const first: DueReminder = family[0].reminder
    const { priceMicro } = familyText(family, terms)
    estimates.set(nameOf(first), { ruleId: first.ruleId, costMicro: priceMicro, reason: null })
  }
  return keys.map((key) => estimates.get(nameOf(key)) ?? null)
}

function nameOf({ appointmentId, ruleId, version, channel }: ReminderKey): string {
  return `${appointmentId} ${ruleId} ${version} ${channel}`
}
