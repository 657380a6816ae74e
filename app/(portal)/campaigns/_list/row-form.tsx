'use client'

import { useActionState } from 'react'

import { useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'

/** One form for the same button of every row: a row's button names it (`form`) and says which campaign it means. */
export function RowForm<T>({
  id,
  action,
  fields = {},
}: {
  id: string
  action: (state: FormState<T>, form: FormData) => Promise<FormState<T>>
  fields?: Record<string, string>
}) {
  const [state, formAction] = useActionState(action, null)
  const refusal = useRefusalText()
  return (
    <form id={id} action={formAction}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {state && !state.ok && (
        <p role="alert" className="px-4 py-2.5 type-small text-bad md:px-5">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
