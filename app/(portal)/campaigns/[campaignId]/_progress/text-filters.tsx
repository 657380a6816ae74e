import { useTranslations } from 'next-intl'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Select } from '#components/ui/select.tsx'
import { QuickFilters } from '#components/ui/tabs.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import type { StatusCounts } from './status-groups.ts'
import { groupCounts, STATUS_GROUP_NAMES } from './status-groups.ts'
import type { TextFilterValues } from './text-filter.ts'
import { FRESH_PAGE } from './text-filter.ts'

type FiltersProps = { path: string; params: SearchParams; filter: TextFilterValues }

/** States as chips with their counts, from the counters and never by counting. */
export function StateChips({ path, params, filter, counts }: FiltersProps & { counts: StatusCounts }) {
  const t = useTranslations('campaigns')
  const formats = useFormats()
  const groups = groupCounts(counts)
  const all = Object.values(groups).reduce((sum, value) => sum + value, 0)
  const at = (group: string | undefined) => hrefWith(path, params, { ...FRESH_PAGE, status: group })
  return (
    <QuickFilters
      label={t('progress.statusFilters')}
      filters={[
        { href: at(undefined), label: t('group.all'), count: formats.whole(all), current: filter.group === undefined },
        ...STATUS_GROUP_NAMES.filter((group) => groups[group] > 0 || filter.group === group).map((group) => ({
          href: at(group),
          label: t(`group.${group}`),
          count: formats.whole(groups[group]),
          current: filter.group === group,
        })),
      ]}
    />
  )
}

export function TextFilters({
  path,
  params,
  filter,
  clinics,
  languages,
}: FiltersProps & { clinics: readonly { id: string; name: string }[]; languages: readonly string[] }) {
  const t = useTranslations('campaigns.progress')
  const formats = useFormats()
  const filtered = Boolean(filter.language || filter.clinicId)
  const clearHref = filtered ? hrefWith(path, params, { ...FRESH_PAGE, language: undefined, clinic: undefined }) : null
  return (
    <FilterBar action={path} clearHref={clearHref}>
      {filter.group && <input type="hidden" name="status" value={filter.group} />}
      <Select
        name="language"
        size="s"
        aria-label={t('filterLanguage')}
        defaultValue={filter.language ?? ''}
        placeholder={t('anyLanguage')}
        options={languages.map((code) => ({ value: code, label: formats.language(code) }))}
      />
      {clinics.length > 1 && (
        <Select
          name="clinic"
          size="s"
          aria-label={t('filterClinic')}
          defaultValue={filter.clinicId ?? ''}
          placeholder={t('anyClinic')}
          options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </FilterBar>
  )
}
