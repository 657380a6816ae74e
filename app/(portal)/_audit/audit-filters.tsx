import { useTranslations } from 'next-intl'
import { DateTimeInput } from '#components/ui/date-time-field.tsx'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Select } from '#components/ui/select.tsx'
import type { AuditFilter } from '#db/queries/audit-list.ts'
import { SERVICE } from './audit-filter.ts'
import { kindWord } from './audit-words.ts'

/** Who, what and when. `hidden` goes along with the form: what the list is narrowed to by a link. */
export function AuditFilters({
  action,
  filter,
  people,
  kinds,
  clearHref,
  withService = false,
  hidden = {},
}: {
  /** The page of the list. */
  action: '/settings/audit' | '/service-log'
  filter: AuditFilter
  people: { id: string; name: string }[]
  kinds: string[]
  clearHref: string | null
  /** Whether something may have been done by nobody: by the service itself. */
  withService?: boolean
  hidden?: Record<string, string | undefined>
}) {
  const t = useTranslations('audit')
  return (
    <FilterBar action={action} clearHref={clearHref}>
      <Select
        name="person"
        size="s"
        aria-label={t('filters.person')}
        defaultValue={filter.byService ? SERVICE : (filter.staffId ?? '')}
        placeholder={t('filters.anybody')}
        options={[
          ...people.map(({ id, name }) => ({ value: id, label: name })),
          ...(withService ? [{ value: SERVICE, label: t('service') }] : []),
        ]}
      />
      <Select
        name="kind"
        size="s"
        aria-label={t('filters.kind')}
        defaultValue={filter.kind ?? ''}
        placeholder={t('filters.anyKind')}
        options={kinds.map((kind) => ({ value: kind, label: kindWord(t, kind) }))}
      />
      <DateTimeInput
        type="date"
        className="md:w-[136px]"
        name="from"
        controlSize="s"
        aria-label={t('filters.from')}
        defaultValue={filter.fromDay}
      />
      <DateTimeInput
        type="date"
        className="md:w-[136px]"
        name="to"
        controlSize="s"
        aria-label={t('filters.to')}
        defaultValue={filter.toDay}
      />
      {Object.entries(hidden).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
    </FilterBar>
  )
}
