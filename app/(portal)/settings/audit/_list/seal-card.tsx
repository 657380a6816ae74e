import { getTranslations } from 'next-intl/server'

import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import type { AuditSealState } from '#db/queries/audit-seals.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { CheckButton } from './check-button.tsx'

/** Until when the log is proved unchanged, and what was found where it is not. */
export async function SealCard({ state: { waiting, lastCheck }, zone }: { state: AuditSealState; zone: string }) {
  const t = await getTranslations('audit.seal')
  const formats = await getFormats()
  const at = (instant: Date) => formats.time(instant, 'dayAndTime', zone)
  return (
    <Card title={t('title')}>
      <div className="grid gap-3">
        <p className="max-w-[70ch] text-pretty text-ink-2">{t('lead')}</p>
        {!lastCheck && <Note tone="info">{t('never')}</Note>}
        {lastCheck && lastCheck.faults.length === 0 && (
          <Note tone="ok" role="status" title={t('fits', { time: at(lastCheck.sealedUntil ?? lastCheck.checkedAt) })}>
            <span className="block text-ink-2">
              {t('rows', { count: lastCheck.rows, when: at(lastCheck.checkedAt) })}
            </span>
          </Note>
        )}
        {lastCheck && lastCheck.faults.length > 0 && (
          <Note tone="bad" role="alert" title={t('faults', { count: lastCheck.faults.length })}>
            {t('faultsBody')}
            <ul className="mt-1.5 grid gap-0.5">
              {lastCheck.faults.map(({ kind, seal, id }) => (
                <li key={`${kind} ${seal} ${id}`}>
                  {t(`fault.${kind}`)} · <span className="type-meta">{[seal, id].filter(Boolean).join(' · ')}</span>
                </li>
              ))}
            </ul>
          </Note>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <ClientMessages namespaces={['audit']}>
            <CheckButton />
          </ClientMessages>
          {waiting > 0 && <span className="type-small text-ink-3">{t('waiting', { count: waiting })}</span>}
        </div>
      </div>
    </Card>
  )
}
