'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Badge } from '#components/ui/badge.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { Payment } from '#db/queries/payments.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import { reversePaymentAction } from './actions.ts'

const TONES = { waiting: 'warn', booked: 'ok', refused: 'neutral', reversed: 'bad' } as const

/** Payments that were decided about, newest first; one that is booked can be taken back. */
export function PaymentsTable({ payments }: { payments: Payment[] }) {
  const t = useTranslations('payments')
  const formats = useFormats()
  return (
    <Table label={t('payments')}>
      <thead>
        <tr>
          <th scope="col">{t('chain')}</th>
          <th scope="col">{t('day')}</th>
          <th scope="col" className="num">
            {t('gross')}
          </th>
          <th scope="col" className="num">
            {t('net')}
          </th>
          <th scope="col">{t('state')}</th>
          <th scope="col">
            <span className="sr-only">{t('takeBack')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {payments.length === 0 && <EmptyRow columns={6}>{t('noPayments')}</EmptyRow>}
        {payments.map((payment) => (
          <tr key={payment.id}>
            <th scope="row">
              {payment.chainName}
              <span className="block type-small font-normal wrap-anywhere text-ink-3">
                {t(`source.${payment.source}`)}
                {payment.invoiceNumber !== null && ` · ${t('invoice', { number: String(payment.invoiceNumber) })}`}
                {payment.surplusMicro > 0 && ` · ${t('surplus', { sum: formats.money(payment.surplusMicro) })}`}
                {payment.note && ` · ${payment.note}`}
              </span>
            </th>
            <td className="whitespace-nowrap">{formats.time(middayOf(payment.paidOn), 'date', 'UTC')}</td>
            <td className="num">{formats.money(payment.grossMicro)}</td>
            <td className="num">{formats.money(payment.netMicro)}</td>
            <td>
              <Badge tone={TONES[payment.status]}>{t(`status.${payment.status}`)}</Badge>
            </td>
            <td className="num">
              {payment.status === 'booked' && payment.source !== 'correction' && <TakeBack payment={payment} />}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function TakeBack({ payment }: { payment: Payment }) {
  const t = useTranslations('payments')
  const formats = useFormats()
  const [state, action] = useActionState(reversePaymentAction, null)
  const refusalText = useRefusalText()
  return (
    <Dialog
      trigger={t('takeBack')}
      size="s"
      title={t('takeBackTitle', { sum: formats.money(payment.netMicro), name: payment.chainName })}
      body={t('takeBackBody')}
      safeLabel={t('keep')}
    >
      <form action={action}>
        {state && !state.ok && <Note tone="bad">{refusalText(state)}</Note>}
        <input type="hidden" name="paymentId" value={payment.id} />
        <SubmitButton variant="danger-fill">{t('takeBack')}</SubmitButton>
      </form>
    </Dialog>
  )
}
