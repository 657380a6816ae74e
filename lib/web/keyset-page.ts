export type KeysetPage<Row> = {
  rows: Row[]
  first: Row | undefined
  last: Row | undefined
  hasPrevious: boolean
  hasNext: boolean
}

/**
 * Makes a page out of what a keyset query read: one row more than the limit says that the list goes on in the direction read.
 * `backwards` means the rows came in reverse, toward the beginning; `fromStart` means that nothing lies before them.
 */
export function keysetPage<Row>(
  read: Row[],
  limit: number,
  { backwards, fromStart }: { backwards: boolean; fromStart: boolean },
): KeysetPage<Row> {
  const goesOn = read.length > limit
  const rows = read.slice(0, limit)
  if (backwards) rows.reverse()
  return {
    rows,
    first: rows[0],
    last: rows.at(-1),
    hasPrevious: backwards ? goesOn : !fromStart,
    hasNext: backwards || goesOn,
  }
}

/** Whether there is anything to page through. */
export function goesOn({ hasPrevious, hasNext }: KeysetPage<unknown>): boolean {
  return hasPrevious || hasNext
}
