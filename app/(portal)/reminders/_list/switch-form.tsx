'use client'

import { startTransition, useActionState, useOptimistic } from 'react'

import { Button } from '#components/ui/button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'

/**
 * A switch that acts at once: it moves before the answer is there and goes back, with the reason beside it, when it is refused.
 * Without scripts a button does what the switch says.
 */
export function SwitchForm<T>({
  action,
  fields,
  checked,
  label,
  applyLabel,
  big,
}: {
  action: (state: FormState<T>, form: FormData) => Promise<FormState<T>>
  fields: Readonly<Record<string, string>>
  checked: boolean
  label: string
  /** The button for those without scripts. */
  applyLabel: string
  big?: boolean
}) {
  const [state, formAction] = useActionState(action, null)
  const [shown, setShown] = useOptimistic(checked)
  const refusal = useRefusalText()
  return (
    <form action={formAction} className="grid gap-1">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <span className="flex items-center gap-2">
        <input
          type="checkbox"
          role="switch"
          aria-checked={shown}
          name="enabled"
          aria-label={label}
          checked={shown}
          onChange={({ currentTarget: { form, checked: next } }) => {
            if (!form) return
            const posted = new FormData(form)
            startTransition(() => {
              setShown(next)
              formAction(posted)
            })
          }}
          data-size={big ? 'big' : undefined}
          className="switch-mark"
        />
        <Button type="submit" size="s" className="without-script">
          {applyLabel}
        </Button>
      </span>
      {state && !state.ok && (
        <p role="alert" className="type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
