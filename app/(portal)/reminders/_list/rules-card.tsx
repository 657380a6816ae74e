import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import { RuleRow } from './rule-row.tsx'

export type RulesOnPage = {
  rules: readonly ReminderRule[]
  /** Names of templates and clinics by id. */
  templates: ReadonlyMap<string, string>
  clinics: ReadonlyMap<string, string>
  /** Reminders a day that each rule sends in the days ahead. */
  perDay: ReadonlyMap<string, number>
  mayWrite: boolean
  /** Whether this person may change a rule of these clinics; null is all of them. */
  mayChange: (clinicIds: readonly string[] | null) => boolean
}

/** When texts go: each rule a row, a clinic's own version under the rule that it stands in for. */
export function RulesCard({ page, openRuleId }: { page: RulesOnPage; openRuleId?: string | undefined }) {
  const t = useTranslations('reminders')
  const { rules } = page
  const known = new Set(rules.map(({ id }) => id))
  const inOrder = rules
    .filter(({ overrideOf }) => overrideOf === null || !known.has(overrideOf))
    .flatMap((rule) => [rule, ...rules.filter(({ overrideOf }) => overrideOf === rule.id)])
  return (
    <Card
      flush
      title={t('rules')}
      aside={
        page.mayWrite && (
          <LinkButton href="/reminders/new" size="s" icon={<Plus aria-hidden="true" />}>
            {t('addRule')}
          </LinkButton>
        )
      }
    >
      {inOrder.length === 0 && <p className="px-4 py-6 text-center text-ink-2 md:px-5">{t('noRules')}</p>}
      <ul>
        {inOrder.map((rule) => (
          <RuleRow key={rule.id} rule={rule} page={page} isOpen={rule.id === openRuleId} />
        ))}
      </ul>
    </Card>
  )
}
