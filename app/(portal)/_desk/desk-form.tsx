'use client'

import type { ReactNode } from 'react'
import { useActionState } from 'react'

import type { ButtonProps } from '#components/ui/button.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'

type DeskFormProps<T> = {
  action: (state: FormState<T>, form: FormData) => Promise<FormState<T>>
  /** What goes along unseen. */
  hidden: Record<string, string>
  submit: string
  variant?: ButtonProps['variant']
  /** Said when it has been done and the page stays. */
  done?: string
  children?: (field: {
    errorOf: (name: string) => string | undefined
    /** What was typed last, or what stands there. */
    typedOr: (name: string, stands?: string) => string
  }) => ReactNode
}

/** A form of the operator's desk: fields, one button, the answer above them. It works without scripts, and nothing typed is lost. */
export function DeskForm<T>({ action, hidden, submit, variant, done, children }: DeskFormProps<T>) {
  const [state, post] = useActionState<FormState<T>, FormData>(action, null)
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)
  const typed = state && !state.ok ? state.values : {}
  const typedOr = (name: string, stands = '') => String(typed[name] ?? stands)
  return (
    <form action={post} noValidate className="grid gap-3.5">
      {state?.ok && done && (
        <Note tone="ok" role="status">
          {done}
        </Note>
      )}
      {state && !state.ok && !state.fields && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children?.({ errorOf, typedOr })}
      <div>
        <SubmitButton variant={variant ?? 'primary'}>{submit}</SubmitButton>
      </div>
    </form>
  )
}
