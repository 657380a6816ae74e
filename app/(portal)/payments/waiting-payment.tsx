'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { Payment } from '#db/queries/payments.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import { decidePaymentAction } from './actions.ts'

/** A payment entered by hand: another person says whether it is so. */
export function WaitingPayment({ payment, isOwn }: { payment: Payment; isOwn: boolean }) {
  const t = useTranslations('payments')
  const formats = useFormats()
  const [state, decide] = useActionState(decidePaymentAction, null)
  const refusalText = useRefusalText()
  const { id, chainName, grossMicro, netMicro, paidOn, note, source, enteredByName } = payment
  return (
    <li className="grid gap-2 border-b border-line px-4 py-3 last:border-b-0 md:px-5">
      <p className="flex flex-wrap gap-x-4">
        <strong className="flex-1 basis-[200px]">{chainName}</strong>
        <strong>{formats.money(grossMicro)}</strong>
      </p>
      <p className="type-small wrap-anywhere text-ink-2">
        {t(`source.${source}`)} · {formats.time(middayOf(paidOn), 'date', 'UTC')} ·{' '}
        {t('credits', { sum: formats.money(netMicro) })} · {note} · {t('enteredBy', { name: enteredByName ?? '–' })}
      </p>
      {state && !state.ok && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      {isOwn ? (
        <p className="type-small text-ink-3">{t('ownPayment')}</p>
      ) : (
        <div className="flex flex-wrap gap-2">
          {(['yes', 'no'] as const).map((approved) => (
            <form key={approved} action={decide}>
              <input type="hidden" name="paymentId" value={id} />
              <input type="hidden" name="approved" value={approved} />
              <SubmitButton size="s" variant={approved === 'yes' ? 'primary' : 'secondary'}>
                {t(`decide.${approved}`)}
              </SubmitButton>
            </form>
          ))}
        </div>
      )}
    </li>
  )
}
