'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { FieldMessage, fieldId } from '#components/ui/field.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import type { ChainRole } from '#lib/staff/inputs.ts'
import { CHAIN_ROLES } from '#lib/staff/inputs.ts'

/** A role, and the clinics it holds for; a chain manager sees them all. */
export function AccessFields({
  clinics,
  values,
  errorOf,
}: {
  clinics: readonly { id: string; name: string }[]
  values: { role: string; clinicIds: readonly string[] }
  errorOf: (field: string) => string | undefined
}) {
  const t = useTranslations('staff')
  const tRole = useTranslations('statuses.roles')
  const [role, setRole] = useState<ChainRole>(CHAIN_ROLES.find((known) => known === values.role) ?? 'receptionist')
  const clinicsError = errorOf('clinicIds')
  return (
    <>
      <RadioGroup
        legend={t('role')}
        name="role"
        value={role}
        onChange={setRole}
        options={CHAIN_ROLES.map((value) => ({ value, label: tRole(value), hint: t(`roleHints.${value}`) }))}
        error={errorOf('role')}
      />
      <fieldset className="grid gap-1" disabled={role === 'chain_manager'}>
        <legend className="mb-1.5 type-label">{t('clinics')}</legend>
        {role === 'chain_manager' ? (
          <p className="text-ink-2">{t('allClinics')}</p>
        ) : (
          clinics.map(({ id, name }) => (
            <Checkbox
              key={id}
              name="clinicIds"
              value={id}
              label={name}
              defaultChecked={values.clinicIds.includes(id)}
              aria-invalid={clinicsError ? true : undefined}
            />
          ))
        )}
        <FieldMessage id={`${fieldId('clinicIds')}-message`} error={clinicsError} />
      </fieldset>
    </>
  )
}
