import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'
import type { CampaignPreview } from '#lib/campaigns/preview-figures.ts'
import { SendTime } from '../send-time.tsx'

/** What was asked for beside what it would be now. */
export function FiguresCard({
  asked,
  preview,
  sendAtLocal,
}: {
  asked: Agreement
  preview: CampaignPreview | null
  sendAtLocal: string | null
}) {
  const t = useTranslations('approvals')
  const formats = useFormats()
  const rows = [
    { label: t('people'), asked: formats.whole(asked.willGet), now: preview && formats.whole(preview.willGet) },
    { label: t('segments'), asked: formats.whole(asked.segments), now: preview && formats.whole(preview.segments) },
    { label: t('cost'), asked: formats.money(asked.costMicro), now: preview && formats.money(preview.costMicro) },
  ]
  return (
    <Card flush title={t('size')}>
      {preview && (
        <div className="px-4 pb-3 md:px-5">
          {preview.fingerprint === asked.hash ? (
            <Note tone="ok">{t('unchanged')}</Note>
          ) : (
            <Note tone="warn">{t('changed')}</Note>
          )}
        </div>
      )}
      <Table label={t('size')}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('size')}</span>
            </th>
            <th scope="col" className="num">
              {t('seenThen')}
            </th>
            {preview && (
              <th scope="col" className="num">
                {t('now')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, asked: before, now }) => (
            <tr key={label}>
              <th scope="row" className="font-normal">
                {label}
              </th>
              <td className="num">{before}</td>
              {preview && <td className={now === before ? 'num' : 'num type-strong'}>{now}</td>}
            </tr>
          ))}
          <tr>
            <th scope="row" className="font-normal">
              {t('when')}
            </th>
            <td className="num" colSpan={preview ? 2 : 1}>
              <SendTime sendAtLocal={sendAtLocal} />
            </td>
          </tr>
        </tbody>
      </Table>
    </Card>
  )
}
