import { useTranslations } from 'next-intl'

// Reasons come from the database: some are the reminders' own, the others those for which any text leaves a patient out.
type AnyTranslator = { (key: string): string; has: (key: string) => boolean }

/** Why a reminder is not, or was not, sent, in words. */
export function useReminderReason(): (reason: string) => string {
  const own = useTranslations('appointments') as unknown as AnyTranslator
  const leftOut = useTranslations('statuses.leftOut') as unknown as AnyTranslator
  return (reason) => {
    if (own.has(`reason.${reason}`)) return own(`reason.${reason}`)
    return leftOut.has(reason) ? leftOut(reason) : ''
  }
}
