import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AuditRow } from '#db/queries/audit-list.ts'
import type { ServiceRow } from '#db/queries/service-log.ts'
import { auditChanges } from '#lib/core/audit-change.ts'
import { deviceName } from '#lib/core/device-name.ts'
import { actionWord, changeWords } from './audit-words.ts'

/** Of a line's changes; the others unfold. */
const SHOWN_AT_ONCE = 3

/** A line of a chain's log, or of the operators', which says of which chain it is. */
type Line = Omit<AuditRow, 'sealed' | 'hash'> &
  Partial<Pick<AuditRow, 'sealed'>> &
  Partial<Pick<ServiceRow, 'chainId' | 'chainName'>>
type Looks = {
  /** What ids among the values are called. */
  names?: ReadonlyMap<string, string>
  zone: string
  /** Where the thing that a line speaks of can be looked at. */
  hrefOf(row: Line): string | null
  withChain?: boolean
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

export function AuditTable({ rows, ...looks }: { rows: readonly Line[] } & Looks) {
  const t = useTranslations('audit')
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('what')}</th>
          {looks.withChain && (
            <th scope="col" className="hs">
              {t('chain')}
            </th>
          )}
          <th scope="col" className="hs">
            {t('change')}
          </th>
          <th scope="col" className="hs">
            {t('where')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={looks.withChain ? 6 : 5}>{t('noMatch')}</EmptyRow>}
        {rows.map((row) => (
          <AuditLine key={row.id} row={row} {...looks} />
        ))}
      </tbody>
    </Table>
  )
}

function AuditLine({ row, names = NO_NAMES, zone, hrefOf, withChain }: { row: Line } & Looks) {
  const t = useTranslations('audit')
  const href = hrefOf(row)
  const word = actionWord(t, row.action)
  return (
    <tr className="align-top">
      <td>
        <LocalTime at={row.at} style="dayAndTime" timeZone={zone} />
        {row.sealed === false && <span className="block type-meta text-ink-3">{t('waits')}</span>}
      </td>
      <td>{row.staffName ?? t(row.staffId ? 'operator' : 'service')}</td>
      <td>
        {href ? (
          <a className="link" href={href}>
            {word}
          </a>
        ) : (
          word
        )}
        <div className="mt-1 md:hidden">
          {row.chainId && <ChainOf row={row} />}
          <Changes row={row} names={names} />
        </div>
      </td>
      {withChain && (
        <td className="hs">
          <ChainOf row={row} />
        </td>
      )}
      <td className="hs">
        <Changes row={row} names={names} />
      </td>
      <td className="hs type-small text-ink-2">
        <From row={row} />
      </td>
    </tr>
  )
}

function ChainOf({ row: { chainId, chainName } }: { row: Line }) {
  if (!chainId) return '–'
  return (
    <a className="link" href={`/chains/${chainId}`}>
      {chainName}
    </a>
  )
}

function Changes({ row, names }: { row: Line; names: ReadonlyMap<string, string> }) {
  const t = useTranslations('audit')
  const reader = { t, tAll: useTranslations(), formats: useFormats(), names }
  const lines = auditChanges(row.before, row.after).map((change) => ({
    key: change.field,
    words: changeWords(reader, row.action, change),
  }))
  if (lines.length === 0) return '–'
  const list = (shown: typeof lines) => (
    <ul className="grid max-w-[52ch] gap-0.5 type-small">
      {shown.map(({ key, words }) => (
        <li key={key} className="wrap-anywhere">
          {words}
        </li>
      ))}
    </ul>
  )
  const others = lines.slice(SHOWN_AT_ONCE)
  return (
    <>
      {list(lines.slice(0, SHOWN_AT_ONCE))}
      {others.length > 0 && (
        <details className="mt-0.5">
          <summary className="cursor-pointer type-small text-blue-ink">{t('more', { count: others.length })}</summary>
          {list(others)}
        </details>
      )}
    </>
  )
}

function From({ row: { address, device } }: { row: Line }) {
  const { browser, system } = deviceName(device ?? '')
  const name = [browser, system].filter(Boolean).join(', ')
  if (!address && !name) return '–'
  return (
    <>
      <span className="block whitespace-nowrap">{address}</span>
      {name && <span className="block whitespace-nowrap text-ink-3">{name}</span>}
    </>
  )
}
