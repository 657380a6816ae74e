import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { ClinicSwitchRow } from './clinic-switch-row.tsx'
import type { SwitchedCategory, SwitchedClinic } from './clinic-switches.ts'

/** Clinics may go their own way with a kind of texts: as the chain has it, on, or off. */
export function ClinicsCard({
  category,
  clinics,
  chainIsOn,
}: {
  category: SwitchedCategory
  clinics: readonly SwitchedClinic[]
  chainIsOn: boolean
}) {
  const t = useTranslations('category.clinics')
  const words = { chain: t(chainIsOn ? 'chainOn' : 'chainOff'), on: t('on'), off: t('off'), apply: t('apply') }
  return (
    <Card flush title={t('title')}>
      <ul>
        {clinics.map(({ id, name, choice }) => (
          <ClinicSwitchRow key={id} category={category} clinic={{ id, name, choice }} words={words} />
        ))}
      </ul>
    </Card>
  )
}
