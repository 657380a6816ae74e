import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import type { DeliveryRow, ReceiptRow } from '#db/queries/deliveries.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

/** What happened to one text, oldest first. */
export function DeliveryTimeline({ delivery, receipts }: { delivery: DeliveryRow; receipts: ReceiptRow[] }) {
  const t = useTranslations('history.delivery')
  const tStatus = useTranslations('statuses.delivery')
  const severalParts = delivery.segments > 1 && delivery.channel === 'sms'

  const steps: { at: Date | null; what: string }[] = [
    { at: delivery.plannedAt, what: t('planned') },
    { at: delivery.submittedAt, what: t('submitted', { provider: delivery.provider ?? '–' }) },
    { at: delivery.acceptedAt, what: t('accepted') },
    ...receipts.map((receipt) => {
      const status = tStatus(receipt.status as DeliveryStatus)
      const what = severalParts ? t('receiptOfPart', { part: receipt.part, status }) : t('receipt', { status })
      return { at: receipt.receivedAt, what }
    }),
    { at: delivery.finalAt, what: t('final', { status: tStatus(delivery.status) }) },
  ]

  return (
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
  )
}
