'use client'

import type { AsText } from '#components/as-text.ts'
import { fromText } from '#components/as-text.ts'

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

/** Of the cells in one place: their classes, and whether they name their rows. */
export type ListColumn = { className?: string; names?: true }
export type ListRow = { key: string; cells: readonly Cell[] }
export type List = { columns: readonly ListColumn[]; rows: readonly ListRow[] }

/**
 * The rows of a long list, given as words. Rows that the server draws go to the reader twice, as the page and as what React reads of it;
 * each element is written, sent, read and drawn again. Of these rows only the words go along, and they are drawn once.
 */
export function ListRows({ list }: { list: AsText<List> }) {
  const { columns, rows } = fromText(list)
  return rows.map(({ key, cells }) => (
    <tr key={key}>
      {columns.map(({ className, names }, place) => {
        const cell = drawn(cells[place] ?? '')
        return names ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
          <th key={place} scope="row" className={className}>
            {cell}
          </th>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
          <td key={place} className={className}>
            {cell}
          </td>
        )
      })}
    </tr>
  ))
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
