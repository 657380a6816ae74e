import { useTranslations } from 'next-intl'
import { FilterBar } from '#components/ui/filter-bar.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PatientFilter } from '#db/queries/patients.ts'

const PHONE_KINDS = ['mobile', 'landline', 'invalid', 'none'] as const

export function PatientFilters({
  filter,
  clinics,
  languages,
  clearHref,
}: {
  filter: PatientFilter
  clinics: { id: string; name: string }[]
  languages: string[]
  clearHref: string | null
}) {
  const t = useTranslations('patients')
  const formats = useFormats()
  const languageOptions = [...languages, 'fi', 'none'].filter((code, index, all) => all.indexOf(code) === index)
  return (
    <FilterBar action="/patients" clearHref={clearHref}>
      <SearchField small name="q" label={t('search')} defaultValue={filter.search ?? ''} />
      {clinics.length > 1 && (
        <Select
          name="clinic"
          size="s"
          aria-label={t('filters.clinic')}
          defaultValue={filter.clinicId ?? ''}
          placeholder={t('filters.anyClinic')}
          options={clinics.map((clinic) => ({ value: clinic.id, label: clinic.name }))}
        />
      )}
      <Select
        name="language"
        size="s"
        aria-label={t('filters.language')}
        defaultValue={filter.language ?? ''}
        placeholder={t('filters.anyLanguage')}
        options={languageOptions.map((code) => ({
          value: code,
          label: code === 'none' ? t('filters.noLanguage') : formats.language(code),
        }))}
      />
      <Select
        name="phone"
        size="s"
        aria-label={t('filters.phone')}
        defaultValue={filter.phone ?? ''}
        placeholder={t('filters.anyPhone')}
        options={PHONE_KINDS.map((kind) => ({ value: kind, label: t(`phoneKind.${kind}`) }))}
      />
      <Select
        name="debtors"
        size="s"
        aria-label={t('filters.account')}
        defaultValue={filter.debtors ? 'yes' : ''}
        placeholder={t('filters.anyAccount')}
        options={[{ value: 'yes', label: t('filters.debtors') }]}
      />
    </FilterBar>
  )
}
