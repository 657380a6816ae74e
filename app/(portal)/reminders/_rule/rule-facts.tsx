import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import type { RulesOnPage } from '../_list/rules-card.tsx'
import { useRuleFacts } from './use-rule-facts.ts'

/** A rule for those who read it only. */
export function RuleFacts({ rule, page }: { rule: ReminderRule; page: RulesOnPage }) {
  const t = useTranslations('reminders')
  return (
    <Card title={t('ruleFacts')}>
      <FactsList facts={useRuleFacts(page)(rule).map(({ label, value }) => ({ label, value }))} />
    </Card>
  )
}
