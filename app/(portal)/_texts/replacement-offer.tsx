import { ArrowLeftRight, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { OffendingLetter } from '#components/ui/bubble.tsx'
import { Button } from '#components/ui/button.tsx'
import { SegmentMeter } from '#components/ui/segment-meter.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { MeasuredText, Replacement } from './text-measure.ts'

/**
 * What the letters outside GSM-7 cost this audience, and the text without them. Nothing is replaced unasked; `onKeep` takes the
 * offer away for good.
 */
export function ReplacementOffer({
  replacement,
  people,
  priceMicro,
  onReplace,
  onKeep,
}: {
  replacement: Replacement
  people: number
  priceMicro: number
  onReplace: () => void
  onKeep: () => void
}) {
  const t = useTranslations('campaigns.compose')
  const formats = useFormats()
  const tCampaigns = useTranslations('campaigns')
  const tCommon = useTranslations('common')
  const { letters, before, after } = replacement
  const cost = (text: MeasuredText) => text.segments * people * priceMicro
  const swaps = letters.map(({ character, replacement: to }) => `${character}→${to === ' ' ? '␣' : to}`).join(' ')
  const words = { letters: swaps, before: before.segments, after: after.segments }
  const parts = (text: MeasuredText) => tCommon('parts', { count: text.segments })
  const saved = cost(before) - cost(after)
  return (
    <section
      className="needs-script grid gap-2.5 rounded-m border border-warn-line bg-warn-soft px-3.5 pt-3 pb-3.5"
      aria-label={swaps}
    >
      <div className="flex items-start gap-2.5">
        <TriangleAlert className="mt-0.5 size-[18px] shrink-0 text-warn" strokeWidth={1.6} aria-hidden="true" />
        <p className="min-w-0 flex-1">
          <strong>{t('lettersDouble', { count: letters.reduce((sum, { count }) => sum + count, 0) })}</strong>{' '}
          {letters.map(({ character, count }) => (
            <span key={character} className="me-2 inline-block whitespace-nowrap">
              <OffendingLetter>{character === '\u00a0' ? '␣' : character}</OffendingLetter> ×{count}
            </span>
          ))}
        </p>
        <Button variant="quiet" size="s" className="-mt-1" onClick={onKeep}>
          {t('keep')}
        </Button>
      </div>
      <table className="w-full type-small [&_td]:py-1 [&_td]:pe-2.5 [&_th]:py-1 [&_th]:pe-2.5 [&_th]:text-start [&_th]:font-[450]">
        <thead className="sr-only">
          <tr>
            <th>{t('version')}</th>
            <th>{t('length')}</th>
            <th>{tCampaigns('csv.segments')}</th>
            <th>{t('cost')}</th>
          </tr>
        </thead>
        <tbody>
          <VersionRow
            name={t('asWritten')}
            text={before}
            parts={parts(before)}
            cost={formats.money(cost(before))}
            of={before}
          />
          <VersionRow name={swaps} text={after} parts={parts(after)} cost={formats.money(cost(after))} of={before} />
        </tbody>
      </table>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          variant="soft"
          className="bg-surface whitespace-normal!"
          icon={<ArrowLeftRight aria-hidden="true" />}
          onClick={onReplace}
        >
          {saved > 0 ? t('replaceSaves', { ...words, sum: formats.money(saved) }) : t('replace', words)}
        </Button>
        <span className="type-small text-ink-2">{t('replacedNote')}</span>
      </div>
    </section>
  )
}

// Both meters on one scale, so that the shorter text looks shorter.
function VersionRow({
  name,
  text,
  parts,
  cost,
  of,
}: {
  name: string
  text: MeasuredText
  parts: string
  cost: string
  of: MeasuredText
}) {
  const share = of.segments > 0 ? Math.min(1, text.segments / of.segments) : 1
  return (
    <tr>
      <th scope="row" className="whitespace-nowrap">
        {name}
      </th>
      <td className="w-[44%] max-md:w-[24%]">
        <div style={{ width: `${share * 100}%` }}>
          <SegmentMeter units={text.units} segments={text.segments} capacity={text.capacity} small />
        </div>
      </td>
      <td className="whitespace-nowrap">{parts}</td>
      <td className="pe-0! text-end font-semibold whitespace-nowrap">{cost}</td>
    </tr>
  )
}
