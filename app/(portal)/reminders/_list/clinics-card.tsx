'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Select } from '#components/ui/select.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { switchClinicAction } from '../actions.ts'

export type ClinicSwitch = { id: string; name: string; choice: 'chain' | 'on' | 'off' }

/** Clinics may go their own way: as the chain has it, on, or off. */
export function ClinicsCard({ clinics, chainIsOn }: { clinics: readonly ClinicSwitch[]; chainIsOn: boolean }) {
  const t = useTranslations('reminders')
  return (
    <Card flush title={t('clinics')}>
      <ul>
        {clinics.map((clinic) => (
          <ClinicRow key={clinic.id} clinic={clinic} chainIsOn={chainIsOn} />
        ))}
      </ul>
    </Card>
  )
}

function ClinicRow({ clinic, chainIsOn }: { clinic: ClinicSwitch; chainIsOn: boolean }) {
  const t = useTranslations('reminders')
  const [state, action] = useActionState(switchClinicAction, null)
  const refusal = useRefusalText()
  return (
    <li className="border-b border-line px-4 py-2 last:border-b-0 md:px-5">
      <form action={action} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
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
            { value: 'chain', label: t(chainIsOn ? 'asChainOn' : 'asChainOff') },
            { value: 'on', label: t('on') },
            { value: 'off', label: t('switchedOff') },
          ]}
        />
        <Button type="submit" size="s" className="without-script">
          {t('apply')}
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
