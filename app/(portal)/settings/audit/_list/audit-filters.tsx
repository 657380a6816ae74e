import { useTranslations } from 'next-intl'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Select } from '#components/ui/select.tsx'
import { Input } from '#components/ui/text-field.tsx'
import type { AuditFilter } from '#db/queries/audit-list.ts'
import { kindWord } from './audit-words.ts'
import { SERVICE } from './filter.ts'

export function AuditFilters({
  filter,
  people,
  kinds,
  clearHref,
}: {
  filter: AuditFilter
  people: { id: string; name: string }[]
  kinds: string[]
  clearHref: string | null
}) {
  const t = useTranslations('audit')
  return (
    <FilterBar action="/settings/audit" clearHref={clearHref}>
      <Select
        name="person"
        size="s"
        aria-label={t('filters.person')}
        defaultValue={filter.byService ? SERVICE : (filter.staffId ?? '')}
        placeholder={t('filters.anybody')}
        options={[
          ...people.map(({ id, name }) => ({ value: id, label: name })),
          { value: SERVICE, label: t('service') },
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
      <Input
        type="date"
        className="md:w-[136px]"
        name="from"
        controlSize="s"
        aria-label={t('filters.from')}
        defaultValue={filter.fromDay}
      />
      <Input
        type="date"
        className="md:w-[136px]"
        name="to"
        controlSize="s"
        aria-label={t('filters.to')}
        defaultValue={filter.toDay}
      />
      {filter.entityId && <input type="hidden" name="of" value={filter.entityId} />}
    </FilterBar>
  )
}
