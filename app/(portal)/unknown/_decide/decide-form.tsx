'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useEffect, useRef } from 'react'

import { Progress } from '#components/ui/progress.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'
import type { DecideStep } from './decide-values.ts'

/**
 * The answer to the question. Many texts take several steps: with scripts each sends the next one by itself, without them one press
 * each; what is done stays done.
 */
export function DecideForm({
  action,
  fields,
  texts,
  label,
  pendingLabel,
  variant,
}: {
  action: (state: FormState<DecideStep>, form: FormData) => Promise<FormState<DecideStep>>
  fields: readonly (readonly [name: string, value: string])[]
  texts: number
  label: string
  pendingLabel: string
  variant: 'primary' | 'danger-fill'
}) {
  const t = useTranslations('unknown.dialog')
  const formats = useFormats()
  const refusal = useRefusalText()
  const [state, formAction, pending] = useActionState(action, null)
  const form = useRef<HTMLFormElement>(null)
  const step = state?.ok ? state.value : null

  useEffect(() => {
    if (step && step.left > 0) form.current?.requestSubmit()
  }, [step])

  // Without scripts the page is drawn anew between steps, and `texts` are those that are left.
  const all = step ? step.decided + step.left : texts
  const done = t('progress', { done: step?.decided ?? 0, all })
  return (
    <form ref={form} action={formAction} className="contents">
      {fields.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="soFar" value={step?.decided ?? 0} />
      <input type="hidden" name="elsewhereSoFar" value={step?.elsewhere ?? 0} />
      <SubmitButton variant={variant} pendingLabel={pendingLabel} pending={pending || (step?.left ?? 0) > 0}>
        {step ? t('goOn', { count: step.left }) : label}
      </SubmitButton>
      {step && (
        <div className="grid basis-full gap-1.5" role="status">
          <Progress value={step.decided} max={all} label={label} valueText={done} />
          <p className="type-small text-ink-2">
            {done} · {formats.percent(all > 0 ? step.decided / all : 1, 0)}
          </p>
        </div>
      )}
      {state && !state.ok && (
        <p role="alert" className="basis-full type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
