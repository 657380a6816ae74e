/** A rendered text with what was merged in underlined: where a value stands, and where a link does. */
export function MergedText({ text, values }: { text: string; values: readonly (string | null | undefined)[] }) {
  const wanted = [...new Set(values.filter((value): value is string => Boolean(value && value.length > 1)))]
  if (wanted.length === 0) return text
  const pattern = new RegExp(`(${[...wanted.map(escaped), LINK].join('|')})`, 'gu')
  return text.split(pattern).map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, drawn anew from it
      <mark key={index}>{piece}</mark>
    ) : (
      piece
    ),
  )
}

const LINK = 'https?:\\/\\/\\S+'

function escaped(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
