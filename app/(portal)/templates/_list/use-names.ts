import { useTranslations } from 'next-intl'

import type { TemplateUse } from '#db/queries/template-list.ts'

/** What a template is used by, in words: the name that a rule was given, or its moment. */
export function useUseNames(): (use: TemplateUse) => string {
  const t = useTranslations('templates')
  const ruleName = ({ name, moment, minutes, days, atLocal }: TemplateUse) =>
    name || t(`moment.${moment ?? 'when_made'}`, { minutes: minutes ?? 0, days: days ?? 0, time: atLocal ?? '' })
  return (use) => {
    if (use.kind === 'greetings' || use.kind === 'recall') return t(`use.${use.kind}`)
    return use.kind === 'confirmation' ? t('use.confirmation', { rule: ruleName(use) }) : ruleName(use)
  }
}
