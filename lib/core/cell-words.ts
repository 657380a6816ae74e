/** A cell as a key to look up: `  Eesti-KEEL. ` and `eesti keel` are the same, so are ё and е, õ and o. */
export function cellKey(cell: string): string {
  return cell
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const MAX_REMEMBERED = 2_000

/**
 * The same recogniser, but quick on the few spellings that a column of a million cells consists of.
 *
 * A spelling is kept as a copy: the cell itself may be a view of the piece of the file that it was cut from, and keep all of it.
 */
export function remembering<T>(recognise: (cell: string) => T): (cell: string | null | undefined) => T {
  const answers = new Map<string, T>()
  return (cell) => {
    const key = cell ?? ''
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = recognise(key)
    if (answers.size >= MAX_REMEMBERED) answers.clear()
    answers.set(structuredClone(key), answer)
    return answer
  }
}
