import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { QueueFigures } from '#db/queries/jobs.ts'

/** Each queue: what is in it now, when it was last done, and when the clock asks for it. */
export function QueuesTable({ queues }: { queues: readonly QueueFigures[] }) {
  const t = useTranslations('desk.queues')
  const formats = useFormats()
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          <th scope="col">{t('columns.queue')}</th>
          {(['waiting', 'active', 'failed', 'oldest'] as const).map((column) => (
            <th key={column} scope="col" className="num">
              {t(`columns.${column}`)}
            </th>
          ))}
          <th scope="col">{t('columns.lastDone')}</th>
          <th scope="col" className="num">
            {t('columns.took')}
          </th>
          <th scope="col">{t('columns.clock')}</th>
        </tr>
      </thead>
      <tbody>
        {queues.map((queue) => (
          <tr key={queue.name}>
            <th scope="row">{queue.name}</th>
            <td className="num">{formats.whole(queue.waiting)}</td>
            <td className="num">{formats.whole(queue.active)}</td>
            <td className={`num ${queue.failed > 0 ? 'font-semibold text-bad' : ''}`}>{formats.whole(queue.failed)}</td>
            <td className="num">
              {queue.oldestSeconds === null ? '–' : t('seconds', { seconds: Math.max(0, queue.oldestSeconds) })}
            </td>
            <td className="whitespace-nowrap">
              {queue.lastDoneAt === null ? '–' : <LocalTime at={new Date(queue.lastDoneAt)} style="dayAndTime" />}
            </td>
            <td className="num">
              {queue.lastTookMs === null ? '–' : t('milliseconds', { milliseconds: queue.lastTookMs })}
            </td>
            <td className="whitespace-nowrap">{queue.cron ?? t('onCall')}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
