'use client'

import { useActionState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { switchClinicAction } from './actions.ts'
import type { SwitchedCategory, SwitchedClinic } from './clinic-switches.ts'

/** One clinic's way with a kind of texts, saved as soon as it is chosen. */
export function ClinicSwitchRow({
  category,
  clinic,
  words,
}: {
  category: SwitchedCategory
  clinic: SwitchedClinic
  words: Record<SwitchedClinic['choice'] | 'apply', string>
}) {
  const [state, action] = useActionState(switchClinicAction, null)
  const refusal = useRefusalText()
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
          options={(['chain', 'on', 'off'] as const).map((value) => ({ value, label: words[value] }))}
        />
        <Button type="submit" size="s" className="without-script">
          {words.apply}
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
