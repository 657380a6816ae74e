import { useTranslations } from 'next-intl'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'

/** On the operator's first page when the last proof of the ledger did not come out. */
export function LedgerAlarm({ differences }: { differences: number }) {
  const t = useTranslations('payments.ledger')
  return (
    <div className="mb-4">
      <Note
        tone="bad"
        title={t('differences', { count: differences })}
        action={
          <LinkButton href="/ledger" size="s">
            {t('title')}
          </LinkButton>
        }
      >
        {t('sub')}
      </Note>
    </div>
  )
}
