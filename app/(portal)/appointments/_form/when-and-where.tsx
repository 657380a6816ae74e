'use client'

import { useTranslations } from 'next-intl'
import { DateTimeField } from '#components/ui/date-time-field.tsx'

import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'

export type ClinicChoice = { id: string; name: string; zone: string }

const DEFAULT_MINUTES = 30

/** A clinic, and a time on its clock: what is typed is sent as it is, and the database knows the zone. */
export function WhenAndWhere({
  clinics,
  values,
  errorOf,
}: {
  clinics: readonly ClinicChoice[]
  values: { clinicId: string; localTime?: string | undefined; durationMinutes?: string | undefined }
  errorOf: (field: string) => string | undefined
}) {
  const t = useTranslations('appointments.form')
  const zones = new Set(clinics.map(({ zone }) => zone))
  return (
    <>
      <SelectField
        label={t('clinic')}
        name="clinicId"
        // React resets a form's fields after its action; a key keeps what was chosen.
        key={values.clinicId}
        defaultValue={values.clinicId}
        error={errorOf('clinicId')}
        options={clinics.map(({ id, name, zone }) => ({
          value: id,
          label: zones.size > 1 ? `${name} (${zone})` : name,
        }))}
      />
      <div className="grid gap-3.5 md:grid-cols-[minmax(0,1fr)_140px]">
        <DateTimeField
          type="datetime-local"
          label={t('at')}
          name="localTime"
          hint={t('atHint')}
          defaultValue={values.localTime}
          error={errorOf('localTime')}
        />
        <TextField
          label={t('length')}
          name="durationMinutes"
          inputMode="numeric"
          defaultValue={values.durationMinutes ?? DEFAULT_MINUTES}
          error={errorOf('durationMinutes')}
        />
      </div>
    </>
  )
}
