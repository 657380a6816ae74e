import { useTranslations } from 'next-intl'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Select } from '#components/ui/select.tsx'
import type { PlannedFilter } from '#db/queries/forecast.ts'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import { useRuleTitle } from '../../reminders/_rule/use-rule-title.ts'

export function PlannedFilters({
  path,
  filter,
  rules,
  clinics,
}: {
  path: string
  filter: PlannedFilter
  rules: readonly ReminderRule[]
  clinics: readonly { id: string; name: string }[]
}) {
  const t = useTranslations('reminders.forecastPage')
  const titleOf = useRuleTitle()
  return (
    <FilterBar action={path} clearHref={filter.ruleId || filter.clinicId ? path : null}>
      <Select
        name="rule"
        size="s"
        aria-label={t('rule')}
        defaultValue={filter.ruleId ?? ''}
        placeholder={t('anyRule')}
        options={rules.map((rule) => ({ value: rule.id, label: titleOf(rule).title }))}
      />
      {clinics.length > 1 && (
        <Select
          name="clinic"
          size="s"
          aria-label={t('clinic')}
          defaultValue={filter.clinicId ?? ''}
          placeholder={t('anyClinic')}
          options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </FilterBar>
  )
}
