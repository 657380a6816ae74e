import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import type { RulesOnPage } from '../_list/rules-card.tsx'
import { useRuleTitle } from './use-rule-title.ts'

export type RuleFact = { key: string; label: string; value: string }

/** A rule in words, line by line; two rules differ where a line does. */
export function useRuleFacts({ templates, clinics }: RulesOnPage): (rule: ReminderRule) => RuleFact[] {
  const t = useTranslations('reminders')
  const tStatus = useTranslations('statuses.appointment')
  const formats = useFormats()
  const titleOf = useRuleTitle()
  const template = (id: string | null) => (id === null ? '' : (templates.get(id) ?? t('templateGone')))
  return (rule) => {
    const { title, note } = titleOf({ ...rule, name: '' })
    const late = rule.lateBooking === 'confirmation' ? template(rule.confirmationTemplateId) : t('form.lateSkip')
    const names = rule.clinicIds?.map((id) => clinics.get(id) ?? '').filter((name) => name !== '')
    return [
      { key: 'state', label: t('form.state'), value: t(rule.enabled ? 'on' : 'switchedOff') },
      { key: 'moment', label: t('form.moment'), value: `${title}, ${note}` },
      { key: 'template', label: t('form.template'), value: template(rule.templateId) },
      {
        key: 'statuses',
        label: t('form.statuses'),
        value: rule.statuses.map((status) => tStatus(status)).join(', '),
      },
      { key: 'late', label: t('form.late'), value: late },
      { key: 'channel', label: t('form.channel'), value: t(`form.${rule.channel}`) },
      {
        key: 'language',
        label: t('form.noLanguage'),
        value: rule.noLanguageAs ? formats.language(rule.noLanguageAs) : t('form.noLanguageNone'),
      },
      { key: 'clinics', label: t('form.clinics'), value: names ? formats.list(names) : t('form.allClinics') },
    ]
  }
}
