import { useTranslations } from 'next-intl'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { TemplateFilter } from '#db/queries/template-list.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'

export function TemplateFilters({
  filter,
  counts,
  clearHref,
}: {
  filter: TemplateFilter
  /** How many are in use for each purpose. */
  counts: Partial<Record<TemplatePurpose, number>>
  clearHref: string | null
}) {
  const t = useTranslations('templates')
  const label = (value: TemplatePurpose) => {
    const purpose = t(`purpose.${value}`)
    return filter.archived ? purpose : t('list.purposeCount', { purpose, count: counts[value] ?? 0 })
  }
  return (
    <FilterBar action="/templates" clearHref={clearHref}>
      {filter.archived && <input type="hidden" name="show" value="archive" />}
      <SearchField small label={t('list.search')} defaultValue={filter.search} className="w-[230px]" />
      <Select
        name="purpose"
        size="s"
        className="min-w-[190px]"
        aria-label={t('purposeLabel')}
        defaultValue={filter.purpose ?? ''}
        placeholder={t('list.anyPurpose')}
        options={TEMPLATE_PURPOSES.map((value) => ({ value, label: label(value) }))}
      />
    </FilterBar>
  )
}
