import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { EraseForm } from './erase-form.tsx'

/** A patient's rights over their data: to get all of it, and to have it erased. */
export function DataCard({
  patientId,
  code,
  mayExport,
  mayErase,
}: {
  patientId: string
  code: string
  mayExport: boolean
  mayErase: boolean
}) {
  const t = useTranslations('privacy.data')
  return (
    <Card title={t('title')}>
      <p className="mb-3 text-ink-2">{t('lead')}</p>
      {mayExport && (
        <div className="flex flex-wrap gap-2">
          {(['pdf', 'json'] as const).map((format) => (
            <DownloadButton
              key={format}
              href={`/patients/${patientId}/export?format=${format}`}
              size="s"
              icon={<Download aria-hidden="true" />}
              download
            >
              {t(format)}
            </DownloadButton>
          ))}
        </div>
      )}
      {mayErase && <EraseForm patientId={patientId} code={code} />}
    </Card>
  )
}
