'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { LocalTime } from '#components/local-time.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { CardEventToLook } from '#db/queries/card-payments.ts'
import { settleCardEventAction } from './actions.ts'

/** Something that the card service told and that needs a person; done with, it leaves the list. */
export function CardEvent({ event, zone }: { event: CardEventToLook; zone: string }) {
  const t = useTranslations('payments')
  const formats = useFormats()
  const [state, action] = useActionState(settleCardEventAction, null)
  const refusalText = useRefusalText()
  const { id, reason, amountMicro, currency, receivedAt, chainName, invoiceNumber } = event
  return (
    <li className="grid gap-2 border-b border-line px-4 py-3 last:border-b-0 md:px-5">
      <p className="flex flex-wrap gap-x-4">
        <strong className="flex-1 basis-[200px] wrap-anywhere">{t(`card.reason.${reason}`)}</strong>
        {amountMicro !== null && (
          <strong>
            {currency === 'EUR' ? formats.money(amountMicro) : `${formats.whole(amountMicro / 1_000_000)} ${currency}`}
          </strong>
        )}
      </p>
      <p className="type-small wrap-anywhere text-ink-2">
        <LocalTime at={new Date(receivedAt)} style="dayAndTime" timeZone={zone} />
        {chainName && ` · ${chainName}`}
        {invoiceNumber !== null && ` · ${t('invoice', { number: String(invoiceNumber) })}`} · {id}
      </p>
      {state && !state.ok && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      <form action={action}>
        <input type="hidden" name="eventId" value={id} />
        <SubmitButton size="s" variant="secondary">
          {t('card.settled')}
        </SubmitButton>
      </form>
    </li>
  )
}
