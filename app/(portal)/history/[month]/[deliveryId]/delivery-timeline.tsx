import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import type { DeliveryRow, ReceiptRow } from '#db/queries/deliveries.ts'
import type { DoubtOfDelivery } from '#db/queries/undecided-list.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { doubtCause, partsAnswered } from '#lib/core/doubt.ts'

/** What happened to one text, oldest first. */
export function DeliveryTimeline({
  delivery,
  receipts,
  doubt,
}: {
  delivery: DeliveryRow
  receipts: ReceiptRow[]
  doubt: DoubtOfDelivery | null
}) {
  const t = useTranslations('history.delivery')
  const tStatus = useTranslations('statuses.delivery')
  const tCause = useTranslations('unknown.cause')
  const { answered = 0, parts = 0 } = partsAnswered(doubt?.detail ?? null) ?? {}
  const severalParts = delivery.segments > 1 && delivery.channel === 'sms'

  const steps: { at: Date | null; what: string }[] = [
    { at: delivery.plannedAt, what: t('planned') },
    { at: delivery.submittedAt, what: t('submitted', { provider: delivery.provider ?? '–' }) },
    { at: doubt?.since ?? null, what: doubt ? tCause(doubtCause(doubt.detail), { answered, parts }) : '' },
    { at: delivery.acceptedAt, what: t('accepted') },
    ...receipts.map((receipt) => {
      const status = tStatus(receipt.status as DeliveryStatus)
      const what = severalParts ? t('receiptOfPart', { part: receipt.part, status }) : t('receipt', { status })
      return { at: receipt.receivedAt, what }
    }),
    {
      at: doubt?.decidedAt ?? null,
      what: t(`decision.${doubt?.decision ?? 'receipt'}`, { name: doubt?.decidedBy ?? '–' }),
    },
    { at: delivery.finalAt, what: t('final', { status: tStatus(delivery.status) }) },
  ]

  return (
    <>
      <ol className="grid gap-2">
        {steps.map(
          ({ at, what }, index) =>
            at && (
              // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a past delivery never move
              <li key={index} className="flex items-baseline gap-3 border-s-2 border-line ps-3">
                <span className="flex-1">{what}</span>
                <span className="type-small text-ink-3">
                  <LocalTime at={at} style="timeWithSeconds" />
                </span>
              </li>
            ),
        )}
      </ol>
      {(doubt?.resendId || delivery.resendOf) && (
        <p className="mt-3 flex flex-wrap gap-x-5 type-small">
          {delivery.resendOf && (
            <Link className="link" href={`/history/${delivery.month}/${delivery.resendOf}`}>
              {t('resendOf')}
            </Link>
          )}
          {doubt?.resendId && (
            <Link className="link" href={`/history/${delivery.month}/${doubt.resendId}`}>
              {t('resend')}
            </Link>
          )}
        </p>
      )}
    </>
  )
}
