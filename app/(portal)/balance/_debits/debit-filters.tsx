import { useTranslations } from 'next-intl'
import { DateTimeInput } from '#components/ui/date-time-field.tsx'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { DebitFilter } from '#db/queries/debits.ts'
import type { Period } from '../period.ts'
import { PERIODS } from '../period.ts'

export function DebitFilters({
  filter,
  clinics,
  languages,
}: {
  filter: DebitFilter & { period: Period }
  clinics: { id: string; name: string }[]
  languages: string[]
}) {
  const t = useTranslations('balance.debits')
  const formats = useFormats()
  return (
    <FilterBar action="/balance">
      <Select
        name="period"
        size="s"
        aria-label={t('period')}
        defaultValue={filter.period}
        options={PERIODS.map((period) => ({ value: period, label: t(`periods.${period}`) }))}
      />
      {filter.period === 'dates' && (
        <>
          <DateTimeInput type="date" name="from" controlSize="s" aria-label={t('from')} defaultValue={filter.from} />
          <DateTimeInput type="date" name="to" controlSize="s" aria-label={t('to')} defaultValue={filter.to} />
        </>
      )}
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
      <Select
        name="language"
        size="s"
        aria-label={t('language')}
        defaultValue={filter.language ?? ''}
        placeholder={t('anyLanguage')}
        options={languages.map((code) => ({ value: code, label: formats.language(code) }))}
      />
    </FilterBar>
  )
}
