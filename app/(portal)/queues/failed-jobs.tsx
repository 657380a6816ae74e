'use client'

import { useTranslations } from 'next-intl'

import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { FailedJob } from '#db/queries/jobs.ts'
import { DeskForm } from '../_desk/desk-form.tsx'
import { retryJobAction } from './actions.ts'

/** Jobs that have used up their tries; each can be let run once more. */
export function FailedJobs({ jobs }: { jobs: readonly FailedJob[] }) {
  const t = useTranslations('desk.queues')
  const formats = useFormats()
  return (
    <Table label={t('failedJobs')}>
      <thead>
        <tr>
          <th scope="col">{t('columns.job')}</th>
          <th scope="col">{t('columns.failedAt')}</th>
          <th scope="col" className="num">
            {t('columns.tries')}
          </th>
          <th scope="col">{t('columns.said')}</th>
          <th scope="col">
            <span className="sr-only">{t('retry')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.length === 0 && <EmptyRow columns={5}>{t('noFailed')}</EmptyRow>}
        {jobs.map(({ id, queue, failedAt, tries, chainName, said }) => (
          <tr key={id}>
            <th scope="row">
              {queue}
              {chainName && <span className="block type-small font-normal text-ink-3">{chainName}</span>}
            </th>
            <td className="whitespace-nowrap">{formats.time(new Date(failedAt), 'dayAndTime')}</td>
            <td className="num">{formats.whole(tries)}</td>
            <td className="type-small wrap-anywhere">{said ?? '–'}</td>
            <td className="num">
              <DeskForm action={retryJobAction} hidden={{ queue, jobId: id }} submit={t('retry')} variant="secondary" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
