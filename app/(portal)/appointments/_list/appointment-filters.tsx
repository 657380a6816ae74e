import { useTranslations } from 'next-intl'
import { DateTimeInput } from '#components/ui/date-time-field.tsx'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { AppointmentFilter } from '#db/queries/appointment-list.ts'
import { APPOINTMENT_STATUSES } from '#lib/core/appointment-status.ts'
import type { ShownDays } from './filter.ts'
import { RANGES } from './filter.ts'

export function AppointmentFilters({
  filter,
  days,
  clinics,
  doctors,
  clearHref,
}: {
  filter: AppointmentFilter
  days: ShownDays
  clinics: { id: string; name: string }[]
  doctors: string[]
  clearHref: string | null
}) {
  const t = useTranslations('appointments.filters')
  const tStatus = useTranslations('statuses.appointment')
  const known = filter.doctor && !doctors.includes(filter.doctor) ? [filter.doctor, ...doctors] : doctors
  return (
    <FilterBar action="/appointments" clearHref={clearHref}>
      <SearchField small name="q" label={t('search')} defaultValue={filter.search ?? ''} />
      <Select
        name="range"
        size="s"
        aria-label={t('range')}
        defaultValue={days.range}
        options={RANGES.map((range) => ({ value: range, label: t(`ranges.${range}`) }))}
      />
      <DateTimeInput
        key={days.on}
        type="date"
        name="on"
        controlSize="s"
        aria-label={t('on')}
        defaultValue={days.on}
        className="md:w-auto"
      />
      {clinics.length > 1 && (
        <Select
          name="clinic"
          size="s"
          aria-label={t('clinic')}
          defaultValue={filter.clinicId ?? ''}
          placeholder={t('anyClinic')}
          options={clinics.map((clinic) => ({ value: clinic.id, label: clinic.name }))}
        />
      )}
      {known.length > 0 && (
        <Select
          name="doctor"
          size="s"
          aria-label={t('doctor')}
          defaultValue={filter.doctor ?? ''}
          placeholder={t('anyDoctor')}
          options={known.map((doctor) => ({ value: doctor, label: doctor }))}
        />
      )}
      <Select
        name="status"
        size="s"
        aria-label={t('status')}
        defaultValue={filter.status ?? ''}
        placeholder={t('anyStatus')}
        options={APPOINTMENT_STATUSES.map((status) => ({ value: status, label: tStatus(status) }))}
      />
    </FilterBar>
  )
}
