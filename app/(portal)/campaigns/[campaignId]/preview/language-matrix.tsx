import { Download } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignPreview, LanguageFigures } from '#lib/campaigns/preview-figures.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import { LanguageCode } from '../../language-code.tsx'
import { LengthCell } from './length-cell.tsx'

/** Who gets it, language by language; everybody left out stands under a reason, each a link to its list. */
export function LanguageMatrix({
  campaignId,
  channel,
  preview,
}: {
  campaignId: string
  channel: 'sms' | 'email'
  preview: CampaignPreview
}) {
  const t = useTranslations('campaigns.preview')
  const tCampaigns = useTranslations('campaigns')
  const tReason = useTranslations('campaigns.reasonShort')
  const tFull = useTranslations('statuses.leftOut')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const leftOut = preview.people - preview.willGet
  const reasons = preview.leftOut.filter(({ people }) => people > 0)
  const listHref = (reason?: LeftOutReason) => `/campaigns/${campaignId}/left-out${reason ? `?reason=${reason}` : ''}`
  const group = 'border-s border-line'
  // Codes say again what names say: many reasons need their room.
  const tight = reasons.length > 6
  if (preview.people === 0) return null

  return (
    <Card
      flush
      title={t('byLanguage')}
      aside={
        leftOut > 0 && (
          <Link href={listHref()} className="link inline-flex items-center gap-1.5">
            <Download className="size-4" strokeWidth={1.75} aria-hidden="true" />
            {t('listLeftOut', { count: leftOut })}
          </Link>
        )
      }
    >
      <div
        className={`[&_.table_:is(td,th)]:first:ps-5 [&_.table_tr>:last-child]:pe-5 ${tight ? 'md:[&_.table_:is(td,th)]:px-[5px]' : '[&_.table_:is(td,th)]:px-[7px]'}`}
      >
        <Table label={t('byLanguage')}>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('language')}
              </th>
              <th scope="col" rowSpan={2} className="num">
                {t('people')}
              </th>
              <th scope="col" rowSpan={2} className="num">
                {t('willGet')}
              </th>
              <th
                scope="colgroup"
                colSpan={reasons.length + 1}
                className={`hs border-b-0! pb-0! text-center! ${group}`}
              >
                {t('leftOutWhy')}
              </th>
              <th scope="col" rowSpan={2} className={`hs ${group}`}>
                {t('length')}
              </th>
              <th scope="col" rowSpan={2} className="num stays">
                {t('cost')}
              </th>
            </tr>
            <tr>
              <th scope="col" className={`num hs ps-[7px]! ${group}`}>
                {t('allLeftOut')}
              </th>
              {reasons.map(({ reason }) => (
                <th
                  key={reason}
                  scope="col"
                  title={tFull(reason)}
                  className="num hs max-w-[72px] whitespace-normal! last:pe-[7px]!"
                >
                  {tReason(reason)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.languages.map((row) => (
              <LanguageRow
                key={row.language ?? 'none'}
                row={row}
                reasons={reasons.map(({ reason }) => reason)}
                listHref={listHref}
                channel={channel}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="text-start">
                {t('total')}
              </th>
              <td className="num">{formats.whole(preview.people)}</td>
              <td className="num">{formats.whole(preview.willGet)}</td>
              <td className={`num hs ${group}`}>{formats.whole(leftOut)}</td>
              {reasons.map(({ reason, people }) => (
                <td key={reason} className="num hs">
                  {formats.whole(people)}
                </td>
              ))}
              <td className={`hs whitespace-nowrap ${group}`}>
                {channel === 'sms'
                  ? tCommon('parts', { count: preview.segments })
                  : tCampaigns('texts', { count: preview.willGet })}
              </td>
              <td className="num stays">{formats.money(preview.costMicro)}</td>
            </tr>
          </tfoot>
        </Table>
      </div>
      {reasons.length > 0 && (
        <div className="grid gap-1.5 border-t border-line px-4 py-3 md:hidden">
          <h3 className="type-label">{t('leftOutWhy')}</h3>
          <FactsList
            dense
            facts={reasons.map(({ reason, people }) => ({
              label: tFull(reason),
              value: (
                <Link href={listHref(reason)} className="link">
                  {formats.whole(people)}
                </Link>
              ),
            }))}
          />
        </div>
      )}
    </Card>
  )
}

function LanguageRow({
  row,
  reasons,
  listHref,
  channel,
}: {
  row: LanguageFigures
  reasons: readonly LeftOutReason[]
  listHref: (reason: LeftOutReason) => string
  channel: 'sms' | 'email'
}) {
  const formats = useFormats()
  const none = row.willGet === 0 && row.people > 0
  const share = row.people > 0 ? row.willGet / row.people : 0
  return (
    <tr>
      <th scope="row">
        {/* On a phone the cost needs the room, euro sign and all. */}
        <span className="flex items-center gap-2.5 md:whitespace-nowrap">
          <span className={reasons.length > 6 ? 'hidden' : 'max-md:hidden'}>
            <LanguageCode code={row.language} />
          </span>
          <span>
            <LanguageFace row={row} />
          </span>
        </span>
      </th>
      <td className="num">{formats.whole(row.people)}</td>
      <td className={`num md:min-w-16 ${none ? 'text-warn' : ''}`}>
        <strong>{formats.whole(row.willGet)}</strong>
        <span
          className="mt-[3px] flex h-1 justify-end overflow-hidden rounded-full bg-sunken shadow-[inset_0_0_0_1px_var(--line)]"
          aria-hidden="true"
        >
          <span className="tx-solid" style={{ width: `${share * 100}%`, '--tx': 'var(--blue)' }} />
        </span>
      </td>
      <td className={`num hs border-s border-line ${none ? 'text-warn' : ''}`}>
        <strong>{formats.whole(row.people - row.willGet)}</strong>
      </td>
      {reasons.map((reason) => (
        <td key={reason} className="num hs">
          {row.leftOut[reason] ? (
            <Link href={listHref(reason)} className="link">
              {formats.whole(row.leftOut[reason])}
            </Link>
          ) : (
            <span className="text-ink-3">–</span>
          )}
        </td>
      ))}
      <td className="hs border-s border-line">
        <LengthCell row={row} channel={channel} />
      </td>
      <td className="num stays">{formats.money(row.costMicro)}</td>
    </tr>
  )
}

function LanguageFace({ row }: { row: LanguageFigures }) {
  const t = useTranslations('campaigns')
  const formats = useFormats()
  const name = row.language === null ? t('noLanguage') : formats.language(row.language)
  const detail = () => {
    if (row.textLanguage === null) return row.language === null ? t('preview.noneOut') : t('preview.emptyText')
    if (row.textLanguage === row.language) return t('preview.ownText')
    return t('preview.getsText', { language: formats.language(row.textLanguage) })
  }
  return (
    <>
      <span className="block first-letter:uppercase">{name}</span>
      <span className="block type-small font-normal text-ink-3">{detail()}</span>
    </>
  )
}
