'use client'

import { useActionState } from 'react'

import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { handleVisitAnswerAction } from '../inbox/actions.ts'
import { markCalledAction } from './actions.ts'

type Row = { appointmentId: string } | { answerId: string }

/** Takes a line off the call list. */
export function DoneForm({ row, label, name }: { row: Row; label: string; name: string }) {
  return 'answerId' in row ? (
    <Form action={handleVisitAnswerAction} field="answerId" value={row.answerId} label={label} name={name} />
  ) : (
    <Form action={markCalledAction} field="appointmentId" value={row.appointmentId} label={label} name={name} />
  )
}

function Form({
  action,
  field,
  value,
  label,
  name,
}: {
  action: typeof handleVisitAnswerAction | typeof markCalledAction
  field: string
  value: string
  label: string
  name: string
}) {
  const [state, formAction] = useActionState(action as typeof markCalledAction, null)
  const refusal = useRefusalText()
  return (
    <form action={formAction}>
      <input type="hidden" name={field} value={value} />
      <SubmitButton size="s" variant="secondary" aria-label={`${label}: ${name}`}>
        {label}
      </SubmitButton>
      {state && !state.ok && (
        <p role="alert" className="type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
