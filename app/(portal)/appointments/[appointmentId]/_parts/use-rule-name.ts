import { useTranslations } from 'next-intl'

import type { ReminderOfAppointment } from '#db/queries/appointment-page.ts'

const MINUTES_AN_HOUR = 60

/** The name that somebody gave a rule, else its moment in words. */
export function useRuleName(): (rule: ReminderOfAppointment) => string {
  const t = useTranslations('appointments')
  return ({ ruleName, kind, moment, minutes, days, atLocal }) => {
    if (kind === 'confirmation') return t('moment.confirmation')
    if (ruleName) return ruleName
    return t(`moment.${moment}`, {
      hours: Math.round((minutes ?? 0) / MINUTES_AN_HOUR),
      days: days ?? 0,
      time: atLocal ?? '',
    })
  }
}
