import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { AccountHealth, TrafficSums } from '#db/queries/provider-health.ts'
import { latencyQuantile } from '#lib/core/latency.ts'

const MINUTE_SECONDS = 60
const HOUR_SECONDS = 3600

/** Texts of the last hour and day: how many, what became of them, how long they took. */
export function FiguresTable({ account: { name, channel, hour, day } }: { account: AccountHealth }) {
  const t = useTranslations('providers')
  const formats = useFormats()
  const columns = [hour, day]
  const share = (part: number, whole: number) => (whole === 0 ? t('none') : formats.percent(part / whole, 1))
  const latency = (sums: TrafficSums, part: number) => {
    const seconds = latencyQuantile(sums.latencies, part)
    if (seconds === null) return t('none')
    if (seconds < MINUTE_SECONDS) return t('seconds', { value: formats.whole(Math.max(1, Math.round(seconds))) })
    if (seconds < HOUR_SECONDS) return t('minutes', { value: formats.whole(Math.round(seconds / MINUTE_SECONDS)) })
    return t('hours', { value: formats.whole(Math.round(seconds / HOUR_SECONDS)) })
  }
  const rows: [label: string, value: (sums: TrafficSums) => string][] = [
    [t('texts'), ({ accepted }) => formats.whole(accepted)],
    [t('failed'), ({ accepted, rejected, failed }) => share(rejected + failed, accepted + rejected)],
    [t('inDoubt'), ({ inDoubt }) => formats.whole(inDoubt)],
  ]
  // A mail server that takes a letter says no more about it.
  if (channel === 'sms') {
    rows.splice(1, 0, [t('arrived'), ({ delivered, accepted }) => share(Math.min(delivered, accepted), accepted)])
    rows.push([t('slow'), ({ slow, judged }) => share(slow, judged)])
    rows.push([t('median'), (sums) => latency(sums, 0.5)], [t('p95'), (sums) => latency(sums, 0.95)])
  }
  return (
    <table className="w-full">
      <caption className="sr-only">{name}</caption>
      <thead>
        <tr className="type-small text-ink-3">
          <td />
          <th scope="col" className="w-24 py-1 text-end font-normal">
            {t('hour')}
          </th>
          <th scope="col" className="w-24 py-1 text-end font-normal">
            {t('day')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label} className="border-t border-line">
            <th scope="row" className="py-1.5 text-start font-normal text-ink-2">
              {label}
            </th>
            {columns.map((sums, index) => (
              <td key={index === 0 ? 'hour' : 'day'} className="py-1.5 text-end tabular-nums whitespace-nowrap">
                {value(sums)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
