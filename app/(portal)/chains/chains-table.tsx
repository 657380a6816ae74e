import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { DeskChain } from '#db/queries/chain-desk.ts'
import { ChainStateBadge } from './chain-state.tsx'

const WORDS = ['chain', 'state', 'location', 'activated'] as const
const FIGURES = ['clinics', 'free', 'owed'] as const

export function ChainsTable({ rows }: { rows: readonly DeskChain[] }) {
  const t = useTranslations('desk.chains')
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
          {FIGURES.map((name) => (
            <th key={name} scope="col" className="num">
              {t(`columns.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={WORDS.length + FIGURES.length}>{t('empty')}</EmptyRow>}
        {rows.map((chain) => (
          <tr key={chain.id}>
            <th scope="row">
              <Link href={`/chains/${chain.id}`} className="link">
                {chain.name}
              </Link>
              <span className="block type-small font-normal text-ink-3">{chain.senderName}</span>
            </th>
            <td>
              <ChainStateBadge chain={chain} />
            </td>
            <td>{formats.country(chain.location)}</td>
            <td className="whitespace-nowrap">
              {chain.activatedAt === null ? '–' : <LocalTime at={new Date(chain.activatedAt)} style="date" />}
            </td>
            <td className="num">{formats.whole(chain.clinics)}</td>
            <td className="num">{formats.money(chain.availableMicro)}</td>
            <td className={`num ${chain.owedMicro > 0 ? 'font-semibold text-bad' : ''}`}>
              {formats.money(chain.owedMicro)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
