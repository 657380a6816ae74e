import type { DueReminder } from '#db/queries/reminders-due.ts'
import type { Recipient } from '#lib/core/automatic-recipient.ts'
import { recipientOf } from '#lib/core/automatic-recipient.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import type { AutomaticTerms } from '#lib/deliveries/automatic-wordings.ts'

/** Where a reminder goes, by its template and prices as they are; or why nowhere. */
export function recipientFor(reminder: DueReminder, terms: AutomaticTerms): Recipient | { reason: LeftOutReason } {
  return recipientOf(reminder, {
    channel: reminder.channel,
    languages: terms.chain.languages,
    written: terms.languagesOf(reminder.templateId),
    noLanguageAs: reminder.noLanguageAs,
    prices: terms.pricesOf(reminder.channel),
  })
}
