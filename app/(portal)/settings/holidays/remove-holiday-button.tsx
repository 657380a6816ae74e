'use client'

import { useActionState } from 'react'

import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { removeHolidayAction } from './actions.ts'

export function RemoveHolidayButton({ holidayId, label }: { holidayId: string; label: string }) {
  const [state, action] = useActionState(removeHolidayAction, null)
  const refusal = useRefusalText()
  return (
    <form action={action} className="contents">
      <input type="hidden" name="holidayId" value={holidayId} />
      <SubmitButton variant="danger-fill">{label}</SubmitButton>
      {state && !state.ok && (
        <p role="alert" className="basis-full type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
