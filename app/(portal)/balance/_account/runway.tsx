import { getTranslations } from 'next-intl/server'

import { getFormats } from '#i18n/get-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import { coverageOf } from '#lib/core/coverage.ts'
import { FORECAST_DAYS } from '#lib/core/forecast.ts'
import { forecastTexts } from '#lib/planner/forecast.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** How far the free money reaches: what leaves by itself in the next two weeks, day by day, against it. */
export async function Runway({ ctx, zone, availableMicro }: { ctx: Ctx; zone: string; availableMicro: number }) {
  // The money is the chain's, so what it must pay for is too, whichever clinics the reader sees.
  const whole: Ctx = { ...ctx, clinicIds: 'all' }
  const forecast = await inChain(ctx, (tx) => forecastTexts(tx, whole, { days: FORECAST_DAYS, zone }))
  const days = forecast.days.map((day) => ({
    day,
    // A scheduled campaign's money is held already.
    costMicro: forecast.cells
      .filter((cell) => cell.day === day && cell.source.kind !== 'campaign')
      .reduce((sum, { costMicro }) => sum + costMicro, 0),
  }))
  const { costMicro, endsOn, share } = coverageOf(availableMicro, days)
  const t = await getTranslations('balance.runway')
  const formats = await getFormats()
  const date = (day: string) => formats.time(middayOf(day), 'dateShort', 'UTC')
  // In a sentence: a month cut short ends in a stop of its own in Russian.
  const inWords = (day: string) => formats.time(middayOf(day), 'date', 'UTC')
  const last = days.at(-1)?.day ?? ''
  if (costMicro === 0) return <p className="text-ink-2">{t('nothing', { date: inWords(last) })}</p>

  const reach = endsOn
    ? Math.max(
        0,
        days.findIndex(({ day }) => day === endsOn),
      ) / days.length
    : 1
  return (
    <div>
      <p className="mb-2">
        {endsOn ? t('endsOn', { date: inWords(endsOn) }) : t('covered', { date: inWords(last) })}{' '}
        <span className="type-small text-ink-3">
          {t('cost', { sum: formats.money(Math.round(costMicro)), share: formats.percent(share, 0) })}
        </span>
      </p>
      <div aria-hidden="true" className="flex h-3 gap-0.5 overflow-hidden rounded-s">
        {reach > 0 && <span className="tx-solid" style={{ flex: reach, '--tx': 'var(--blue)' }} />}
        {reach < 1 && <span className="tx-hatch" style={{ flex: 1 - reach, '--tx': 'var(--c-unknown)' }} />}
      </div>
      <div aria-hidden="true" className="mt-1.5 flex justify-between type-small text-ink-3">
        <span>{t('today')}</span>
        {endsOn && <strong className="font-medium text-bad">{t('ends', { date: date(endsOn) })}</strong>}
        <span>{date(last)}</span>
      </div>
    </div>
  )
}
