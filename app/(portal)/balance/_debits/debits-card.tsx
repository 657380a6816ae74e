import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { Legend, Swatch } from '#components/ui/chart.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { DebitFilter, DebitSums } from '#db/queries/debits.ts'
import type { Period } from '../period.ts'
import { bucketsOf } from '../period.ts'
import { DebitChart } from './debit-chart.tsx'
import { DebitFilters } from './debit-filters.tsx'
import { DebitTable } from './debit-table.tsx'
import { DEBIT_SERIES } from './series.ts'

/** Where the money went: by kind of text over time, by clinic and by language. */
export function DebitsCard({
  sums,
  filter,
  clinics,
  languages,
  csvHref,
}: {
  sums: DebitSums
  filter: DebitFilter & { period: Period }
  clinics: { id: string; name: string }[]
  languages: string[]
  csvHref: string
}) {
  const t = useTranslations('balance.debits')
  const formats = useFormats()
  const kinds = DEBIT_SERIES.map((series) => ({
    ...series,
    key: series.kind,
    label: t(`kind.${series.kind}`),
    value: 0,
    ...totalOf(sums.byTime.filter(({ kind }) => kind === series.kind)),
  })).filter(({ texts }) => texts > 0)
  const name = (clinicId: string) => clinics.find(({ id }) => id === clinicId)?.name ?? t('formerClinic')

  return (
    <Card
      flush
      title={t('title')}
      aside={<DebitFilters filter={filter} clinics={clinics} languages={languages} />}
      footer={
        <>
          <span className="flex-1 type-small text-ink-3">{t('foot')}</span>
          <DownloadButton href={csvHref} size="s" icon={<Download aria-hidden="true" />} download>
            {t('csv')}
          </DownloadButton>
        </>
      }
    >
      {kinds.length === 0 ? (
        <p className="px-4 py-10 text-center text-ink-2 md:px-5">{t('empty')}</p>
      ) : (
        <>
          <div className="px-4 pt-3.5 pb-2 md:px-5">
            <div className="mb-2 flex flex-wrap justify-between gap-x-4 gap-y-1.5">
              <Legend series={kinds} />
              <span className="type-small text-ink-3">{t(`unit.${filter.bucket}`)}</span>
            </div>
            <DebitChart sums={sums.byTime} buckets={bucketsOf(filter)} bucket={filter.bucket} />
          </div>
          <DebitTable
            label={t('byKind')}
            head={t('kindHead')}
            rows={kinds.map(({ key, label, color, texture, ...sum }) => ({
              key,
              name: (
                <span className="flex items-center gap-2">
                  <Swatch color={color} texture={texture} />
                  {label}
                </span>
              ),
              ...sum,
            }))}
          />
          <div className="h-5 border-t border-line" />
          <DebitTable
            label={t('byClinic')}
            head={t('clinic')}
            rows={sums.byClinic.map((sum) => ({ key: sum.clinicId, name: name(sum.clinicId), ...sum }))}
          />
          <div className="h-5 border-t border-line" />
          <DebitTable
            label={t('byLanguage')}
            head={t('language')}
            rows={sums.byLanguage.map((sum) => ({ key: sum.language, name: formats.language(sum.language), ...sum }))}
          />
        </>
      )}
    </Card>
  )
}

function totalOf(sums: DebitSums['byTime']) {
  return {
    texts: sums.reduce((total, { texts }) => total + texts, 0),
    segments: sums.reduce((total, { segments }) => total + segments, 0),
    costMicro: sums.reduce((total, { costMicro }) => total + costMicro, 0),
  }
}
