'use client'

import { useTranslations } from 'next-intl'

import { SelectField } from '#components/ui/select.tsx'
import { HOW } from '#lib/core/consent.ts'

/** How staff came to know of what the patient wants. */
export function HowField({ id, error }: { id: string; error?: string | undefined }) {
  const t = useTranslations('patients.consents')
  return (
    <SelectField
      id={id}
      label={t('howLabel')}
      name="how"
      defaultValue="desk"
      error={error}
      options={HOW.map((how) => ({ value: how, label: t(`how.${how}`) }))}
    />
  )
}
