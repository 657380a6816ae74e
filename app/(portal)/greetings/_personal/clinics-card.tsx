'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Select } from '#components/ui/select.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { switchPersonalClinicAction } from '../actions.ts'

type ClinicSwitch = { id: string; name: string; choice: 'chain' | 'on' | 'off' }
type Category = 'greetings' | 'recall'

/** Clinics may go their own way: as the chain has it, on, or off. */
export function ClinicsCard({
  category,
  clinics,
  chainIsOn,
}: {
  category: Category
  clinics: readonly ClinicSwitch[]
  chainIsOn: boolean
}) {
  const t = useTranslations('greetings.clinics')
  return (
    <Card flush title={t('title')}>
      <ul>
        {clinics.map((clinic) => (
          <ClinicRow key={clinic.id} category={category} clinic={clinic} chainIsOn={chainIsOn} />
        ))}
      </ul>
    </Card>
  )
}

function ClinicRow({ category, clinic, chainIsOn }: { category: Category; clinic: ClinicSwitch; chainIsOn: boolean }) {
  const t = useTranslations('greetings')
  const refusal = useRefusalText()
  const [state, action] = useActionState(switchPersonalClinicAction, null)
  return (
    <li className="border-b border-line px-4 py-2 last:border-b-0 md:px-5">
      <form action={action} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <input type="hidden" name="category" value={category} />
        <input type="hidden" name="clinicId" value={clinic.id} />
        <label htmlFor={`switch-${clinic.id}`} className="min-w-0 flex-1 basis-[140px]">
          {clinic.name}
        </label>
        <Select
          id={`switch-${clinic.id}`}
          name="choice"
          size="s"
          key={clinic.choice}
          defaultValue={clinic.choice}
          onChange={(event) => event.currentTarget.form?.requestSubmit()}
          options={[
            { value: 'chain', label: t(chainIsOn ? 'clinics.chainOn' : 'clinics.chainOff') },
            { value: 'on', label: t('switch.on') },
            { value: 'off', label: t('switch.off') },
          ]}
        />
        <Button type="submit" size="s" className="without-script">
          {t('switch.apply')}
        </Button>
        {state && !state.ok && (
          <p role="alert" className="basis-full type-small text-bad">
            {refusal(state)}
          </p>
        )}
      </form>
    </li>
  )
}
