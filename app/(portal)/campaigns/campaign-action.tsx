'use client'

import { useActionState } from 'react'

import type { ButtonLook } from '#components/ui/button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'

/** One button that does one thing to a campaign, with its refusal beside it. A form, so it works without scripts. */
export function CampaignAction<T>({
  action,
  campaignId,
  fields = {},
  label,
  pendingLabel,
  ...look
}: ButtonLook & {
  action: (state: FormState<T>, form: FormData) => Promise<FormState<T>>
  campaignId: string
  fields?: Record<string, string>
  label: string
  pendingLabel?: string
}) {
  const [state, formAction] = useActionState(action, null)
  const refusal = useRefusalText()
  return (
    <form action={formAction} className="contents">
      <input type="hidden" name="campaignId" value={campaignId} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton
        {...look}
        variant={look.variant ?? 'secondary'}
        {...(pendingLabel && { pendingLabel })}
        aria-label={look.iconOnly ? label : undefined}
        title={look.iconOnly ? label : undefined}
      >
        {look.iconOnly ? null : label}
      </SubmitButton>
      {state && !state.ok && (
        <p role="alert" className="basis-full type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
