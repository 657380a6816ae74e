import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AuditRow } from '#db/queries/audit-list.ts'
import { auditChanges } from '#lib/core/audit-change.ts'
import { deviceName } from '#lib/core/device-name.ts'
import { entityHref } from './audit-entity.ts'
import { actionWord, changeWords } from './audit-words.ts'

const COLUMNS = 5
/** Of a line's changes; the others unfold. */
const SHOWN_AT_ONCE = 3

type Clinics = ReadonlyMap<string, string>

export function AuditTable({ rows, clinics, zone }: { rows: readonly AuditRow[]; clinics: Clinics; zone: string }) {
  const t = useTranslations('audit')
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('what')}</th>
          <th scope="col" className="hs">
            {t('change')}
          </th>
          <th scope="col" className="hs">
            {t('where')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={COLUMNS}>{t('noMatch')}</EmptyRow>}
        {rows.map((row) => (
          <AuditLine key={row.id} row={row} clinics={clinics} zone={zone} />
        ))}
      </tbody>
    </Table>
  )
}

function AuditLine({ row, clinics, zone }: { row: AuditRow; clinics: Clinics; zone: string }) {
  const t = useTranslations('audit')
  const href = entityHref(row.action, row.entityId)
  const word = actionWord(t, row.action)
  return (
    <tr className="align-top">
      <td>
        <LocalTime at={row.at} style="dayAndTime" timeZone={zone} />
        {!row.sealed && <span className="block type-meta text-ink-3">{t('waits')}</span>}
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
          <Changes row={row} clinics={clinics} />
        </div>
      </td>
      <td className="hs">
        <Changes row={row} clinics={clinics} />
      </td>
      <td className="hs type-small text-ink-2">
        <From row={row} />
      </td>
    </tr>
  )
}

function Changes({ row, clinics }: { row: AuditRow; clinics: Clinics }) {
  const t = useTranslations('audit')
  const formats = useFormats()
  const lines = auditChanges(row.before, row.after).map((change) => ({
    key: change.field,
    words: changeWords(t, formats, clinics, change),
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

function From({ row: { address, device } }: { row: AuditRow }) {
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
