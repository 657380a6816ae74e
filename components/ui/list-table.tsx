'use client'

import type { AsText } from '#components/as-text.ts'
import { fromText } from '#components/as-text.ts'
import { classNames } from '#components/class-names.ts'
import { EmptyRow, Table } from '#components/ui/table.tsx'

/** What stands in a cell: words as they are, or words that are more than that. */
export type Cell =
  | string
  | {
      text: string
      /** Says that there is nothing. */
      faint?: true
      /** The classes of `stateLook`. */
      state?: string
      href?: string
      /** The instant that the words are for people. */
      at?: string
      /** Opens the card of <TextCards> with this key. */
      card?: string
      /** Of what is cut short. */
      className?: string
    }

export type ListColumn = {
  label: string
  /** Left out on phones. */
  wide?: true
  /** Of figures, which stand at the right. */
  num?: true
  /** Names its rows. */
  names?: true
  /** More classes of its cells. */
  className?: string
}
export type ListRow = { key: string; cells: readonly Cell[] }
export type List = { columns: readonly ListColumn[]; rows: readonly ListRow[] }

/**
 * A long list, given as words. Rows that the server draws go to the reader twice, as the page and as what React reads of it; each element is
 * written, sent, read and drawn again. Of these only the words go along, and they are drawn once.
 */
export function ListTable({
  label,
  list,
  empty,
}: {
  label: string
  list: AsText<List>
  /** Said where there are no rows. */
  empty: string
}) {
  const { columns, rows } = fromText(list)
  const looks = columns.map(({ num, wide, className }) => {
    const head = classNames(num && 'num', wide && 'hs')
    return { head: head || undefined, cell: classNames(head, className) || undefined }
  })
  return (
    <Table label={label}>
      <thead>
        <tr>
          {columns.map((column, place) => (
            <th key={column.label} scope="col" className={looks[place]?.head}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={columns.length}>{empty}</EmptyRow>}
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {columns.map((column, place) => {
              const cell = drawn(cells[place] ?? '')
              const className = looks[place]?.cell
              return column.names ? (
                <th key={column.label} scope="row" className={className}>
                  {cell}
                </th>
              ) : (
                <td key={column.label} className={className}>
                  {cell}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function drawn(cell: Cell) {
  if (typeof cell === 'string') return cell
  const { text, faint, state, href, at, card, className } = cell
  const words = at ? <time dateTime={at}>{text}</time> : text
  if (href) {
    return (
      <a className="link" href={href}>
        {words}
      </a>
    )
  }
  if (card) {
    return (
      <button
        type="button"
        className="link max-w-full rounded-s text-start align-bottom"
        data-text={card}
        aria-expanded="false"
      >
        {className ? <span className={className}>{words}</span> : words}
      </button>
    )
  }
  if (state) return <span className={`state ${state}`}>{words}</span>
  return faint ? <span className="text-ink-3">{words}</span> : words
}
