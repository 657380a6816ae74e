import { CircleCheck, CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { ToneStatus } from '#components/ui/badge.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { LedgerProof } from '#db/queries/ledger-proof.ts'

/** The proofs of the last nights, newest first. */
export function ProofsTable({ proofs }: { proofs: readonly LedgerProof[] }) {
  const t = useTranslations('payments.ledger')
  const formats = useFormats()
  return (
    <Table label={t('proofs')}>
      <thead>
        <tr>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('result')}</th>
          <th scope="col" className="num">
            {t('chains')}
          </th>
          <th scope="col" className="num hs">
            {t('took')}
          </th>
        </tr>
      </thead>
      <tbody>
        {proofs.length === 0 && <EmptyRow columns={4}>{t('noProof')}</EmptyRow>}
        {proofs.map(({ id, beganAt, tookMs, chains, differences }) => (
          <tr key={id}>
            <td>
              <LocalTime at={new Date(beganAt)} style="dayAndTime" />
            </td>
            <td>
              <ToneStatus
                tone={differences === 0 ? 'ok' : 'bad'}
                icon={
                  differences === 0 ? (
                    <CircleCheck strokeWidth={1.75} aria-hidden="true" />
                  ) : (
                    <CircleX strokeWidth={1.75} aria-hidden="true" />
                  )
                }
              >
                {differences === 0 ? t('fitsShort') : t('differences', { count: differences })}
              </ToneStatus>
            </td>
            <td className="num">{formats.whole(chains)}</td>
            <td className="num hs">{t('milliseconds', { value: formats.whole(tookMs) })}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
