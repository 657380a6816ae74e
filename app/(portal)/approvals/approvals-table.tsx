import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ListedApproval } from '#db/queries/approvals.ts'
import { SendTime } from './send-time.tsx'

export const APPROVAL_TONES = { waiting: 'warn', approved: 'ok', rejected: 'bad', withdrawn: 'neutral' } as const

/** Requests with who asked, how much it is and what became of them. */
export function ApprovalsTable({ label, approvals }: { label: string; approvals: readonly ListedApproval[] }) {
  const t = useTranslations('approvals')
  const formats = useFormats()
  return (
    <Table label={label}>
      <thead>
        <tr>
          <th scope="col">{t('campaign')}</th>
          <th scope="col" className="hs">
            {t('who')}
          </th>
          <th scope="col" className="num">
            {t('size')}
          </th>
          <th scope="col" className="hs">
            {t('when')}
          </th>
          <th scope="col">{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {approvals.map((approval) => (
          <tr key={approval.id}>
            <th scope="row">
              <Link className="link" href={`/approvals/${approval.id}`}>
                {approval.campaignName || t('untitled')}
              </Link>
              <span className="block type-small font-normal md:hidden">
                <Asked approval={approval} />
                <Decided approval={approval} />
              </span>
            </th>
            <td className="hs">
              <Asked approval={approval} />
            </td>
            <td className="num">
              {formats.whole(approval.willGet)}
              <span className="block type-small text-ink-3">{formats.money(approval.costMicro)}</span>
            </td>
            <td className="hs">
              <SendTime sendAtLocal={approval.sendAtLocal} />
            </td>
            <td>
              <Badge tone={APPROVAL_TONES[approval.status]}>{t(`status.${approval.status}`)}</Badge>
              <span className="max-md:hidden">
                <Decided approval={approval} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Asked({ approval: { requester, requestedAt } }: { approval: ListedApproval }) {
  return (
    <>
      {requester}
      <span className="block type-small text-ink-3">
        <LocalTime at={new Date(requestedAt)} style="dayAndTime" />
      </span>
    </>
  )
}

function Decided({ approval: { status, decider, reason } }: { approval: ListedApproval }) {
  return (
    <>
      {decider && status !== 'withdrawn' && <span className="block type-small text-ink-3">{decider}</span>}
      {reason && <span className="block type-small wrap-anywhere text-ink-2">{reason}</span>}
    </>
  )
}
