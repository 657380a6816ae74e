import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { MiniBars } from '#components/ui/chart.tsx'
import { FactsList, Stat, Stats } from '#components/ui/facts-list.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PersonalKind } from '#db/queries/personal-texts.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'
import type { LookAhead } from '#lib/personal-texts/look-ahead.ts'

const OWN_REASONS = ['minor', 'too_late', 'switched_off', 'visit_booked', 'insufficient_balance'] as const

/** Whom the days ahead bring: how many get a text and at what cost, day by day, and who gets none. */
export function AheadCard({ kind, ahead, isOn }: { kind: PersonalKind; ahead: LookAhead; isOn: boolean }) {
  const t = useTranslations('greetings.ahead')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const { days, total, leftOut } = ahead
  const today = days[0] ?? { ...total, day: '' }
  const greeting = kind === 'greeting'
  const of = (sum: { people: number; willGet: number }) =>
    t(greeting ? 'ofBirthdays' : 'ofDue', { count: sum.people, get: sum.willGet })
  const dayName = (day: string) => formats.time(middayOf(day), 'weekdayShort', 'UTC')
  const color = greeting ? 'greeting' : 'reminder'
  return (
    <Card title={t(greeting ? 'title' : 'recallTitle')} {...(!isOn && { aside: t('asIfOn') })}>
      <div className="grid gap-4">
        <Stats>
          <Stat label={t('today')} value={formats.whole(today.willGet)} detail={of(today)} />
          <Stat label={t('inDays')} value={formats.whole(total.willGet)} detail={of(total)} />
          <Stat
            label={t('cost')}
            value={formats.money(total.costMicro)}
            detail={tCommon('parts', { count: total.segments })}
          />
        </Stats>
        {total.written > 0 && <p className="type-small text-ink-2">{t('sent', { count: total.written })}</p>}
        <MiniBars
          label={t('chart')}
          color={color}
          texture="solid"
          bars={days.map(({ day, willGet }) => ({
            key: day,
            // The number of the day: fourteen of them stand side by side on a phone, and the table has them in full.
            label: String(Number(day.slice(-2))),
            value: willGet,
            shown: formats.whole(willGet),
          }))}
        />
        <details>
          <summary className="cursor-pointer type-small text-ink-2">{tCommon('showAsTable')}</summary>
          <Table label={t('chart')}>
            <thead>
              <tr>
                <th scope="col">{t('day')}</th>
                <th scope="col" className="num">
                  {t('people')}
                </th>
                <th scope="col" className="num">
                  {t('texts')}
                </th>
                <th scope="col" className="num hs">
                  {t('parts')}
                </th>
                <th scope="col" className="num">
                  {t('cost')}
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, people, willGet, segments, costMicro }) => (
                <tr key={day}>
                  <th scope="row">{dayName(day)}</th>
                  <td className="num">{formats.whole(people)}</td>
                  <td className="num">{formats.whole(willGet)}</td>
                  <td className="num hs">{formats.whole(segments)}</td>
                  <td className="num">{formats.money(costMicro)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
        <LeftOut leftOut={leftOut} />
        <p className="type-small text-ink-3">{t('exact')}</p>
      </div>
    </Card>
  )
}

function LeftOut({ leftOut }: { leftOut: LookAhead['leftOut'] }) {
  const t = useTranslations('greetings.ahead')
  const tLeftOut = useTranslations('statuses.leftOut')
  const formats = useFormats()
  const nameOf = (reason: string) => {
    const own = OWN_REASONS.find((known) => known === reason)
    if (own) return t(`reason.${own}`)
    const shared = LEFT_OUT_REASONS.find((known) => known === reason)
    return shared ? tLeftOut(shared) : reason
  }
  if (leftOut.length === 0) return <p className="type-small text-ink-2">{t('nobodyLeftOut')}</p>
  return (
    <section className="grid gap-2">
      <h3 className="type-strong">{t('leftOut')}</h3>
      <FactsList
        dense
        facts={leftOut.map(({ reason, people }) => ({
          key: reason,
          label: nameOf(reason),
          value: formats.whole(people),
        }))}
      />
    </section>
  )
}
