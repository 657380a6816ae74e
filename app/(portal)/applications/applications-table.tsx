import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ListedApplication } from '#db/queries/applications.ts'
import { decisionExpected } from '#lib/core/application-status.ts'
import { ApplicationStatusBadge } from '../_application/status-badge.tsx'

const WORDS = ['chain', 'state', 'submitted', 'due', 'sender', 'location'] as const

/** Who applied, when, and by when they expect an answer. */
export function ApplicationsTable({ rows }: { rows: readonly ListedApplication[] }) {
  const t = useTranslations('desk.applications')
  const formats = useFormats()
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          {WORDS.map((name) => (
            <th key={name} scope="col">
              {t(`columns.${name}`)}
            </th>
          ))}
          <th scope="col" className="num">
            {t('columns.texts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={WORDS.length + 1}>{t('empty')}</EmptyRow>}
        {rows.map((row) => (
          <tr key={row.chainId}>
            <th scope="row">
              <Link href={`/applications/${row.chainId}`} className="link">
                {row.chainName}
              </Link>
              <span className="block type-small font-normal text-ink-3">
                {row.legalName} · {row.registryCode}
              </span>
            </th>
            <td>
              <ApplicationStatusBadge status={row.status} />
            </td>
            <td className="whitespace-nowrap">
              <LocalTime at={new Date(row.submittedAt)} style="date" />
            </td>
            <td className="whitespace-nowrap">
              {row.status === 'in_review' ? (
                <LocalTime at={decisionExpected(new Date(row.submittedAt)).latest} style="date" />
              ) : (
                '–'
              )}
            </td>
            <td>{row.senderName}</td>
            <td>{/^[A-Z]{2}$/.test(row.location) ? formats.country(row.location) : row.location}</td>
            <td className="num">
              {/^\d+$/.test(row.monthlyTexts) ? formats.whole(Number(row.monthlyTexts)) : row.monthlyTexts}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
