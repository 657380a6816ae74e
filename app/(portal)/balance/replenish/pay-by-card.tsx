'use client'

import { CreditCard } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { payByCardAction } from '../actions.ts'

/** Leads to where the card is asked for; the money is booked when the card service says that it was paid. */
export function PayByCard({ invoiceId, number }: { invoiceId: string; number: number }) {
  const t = useTranslations('balance.replenishing')
  const [state, action] = useActionState(payByCardAction, null)
  const refusalText = useRefusalText()
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="invoiceId" value={invoiceId} />
      <SubmitButton
        size="s"
        variant="secondary"
        icon={<CreditCard aria-hidden="true" />}
        aria-label={t('payByCardFor', { number: String(number) })}
      >
        {t('payByCard')}
      </SubmitButton>
      {state && !state.ok && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
    </form>
  )
}
