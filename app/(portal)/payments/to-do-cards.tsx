import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import type { BankEntry } from '#db/queries/bank-entries.ts'
import type { CardEventToLook } from '#db/queries/card-payments.ts'
import type { Payment } from '#db/queries/payments.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { CardEvent } from './card-event.tsx'
import { EntryToAssign } from './entry-rows.tsx'
import { WaitingPayment } from './waiting-payment.tsx'

/** What needs a person: payments of nobody known, what the card service told that does not fit, and what waits for a second person. */
export function ToDoCards({
  entries,
  events,
  waiting,
  chains,
  staffId,
}: {
  entries: readonly BankEntry[]
  events: readonly CardEventToLook[]
  waiting: readonly Payment[]
  chains: { id: string; name: string }[]
  staffId: string
}) {
  const t = useTranslations('payments')
  return (
    <>
      {entries.length > 0 && (
        <Card flush title={t('toAssign')}>
          <ul>
            {entries.map(({ bookedOn, ...entry }) => (
              <EntryToAssign key={entry.id} entry={{ ...entry, day: bookedOn }} chains={chains} />
            ))}
          </ul>
        </Card>
      )}
      {events.length > 0 && (
        <Card flush title={t('card.title')}>
          <ul>
            {events.map((event) => (
              <CardEvent key={event.id} event={event} zone={DEFAULT_TIME_ZONE} />
            ))}
          </ul>
        </Card>
      )}
      {waiting.length > 0 && (
        <Card flush title={t('waiting')}>
          <ul>
            {waiting.map((payment) => (
              <WaitingPayment key={payment.id} payment={payment} isOwn={payment.enteredBy === staffId} />
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
