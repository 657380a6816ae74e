'use client'

import { useActionState } from 'react'

import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'

/** The doing button of a question whether something is to be removed; a refusal stands beside it. */
export function RemoveButton({
  action,
  name,
  value,
  label,
}: {
  action: (state: FormState<void>, form: FormData) => Promise<FormState<void>>
  /** The field that names what is removed. */
  name: string
  value: string
  label: string
}) {
  const [state, act] = useActionState(action, null)
  const refusal = useRefusalText()
  return (
    <form action={act} className="contents">
      <input type="hidden" name={name} value={value} />
      <SubmitButton variant="danger-fill">{label}</SubmitButton>
      {state && !state.ok && (
        <p role="alert" className="basis-full type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
