import { useTranslations } from 'next-intl'

import type { TemplateUse } from '#db/queries/template-list.ts'
import { useRuleTitle } from '../../reminders/_rule/use-rule-title.ts'

/** What a template is used by, in words: a rule by its name or its moment. */
export function useUseNames(): (use: TemplateUse) => string {
  const t = useTranslations('templates.use')
  const titleOf = useRuleTitle()
  return ({ kind, moment, ...rule }) => {
    if (kind === 'greetings' || kind === 'recall') return t(kind)
    const { title } = titleOf({ ...rule, moment: moment ?? 'when_made' })
    return kind === 'confirmation' ? t('confirmation', { rule: title }) : title
  }
}
