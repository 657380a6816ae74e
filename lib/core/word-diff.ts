export type DiffRun = { kind: 'same' | 'added' | 'removed'; text: string }

/** So many words on either side are compared one by one; what is longer reads as replaced as a whole. */
const MAX_WORDS = 2_000

/**
 * What turns one text into another, word by word, the spaces with them: the same and removed runs joined are `before`, the same and
 * added ones `after`. As few words as can be are touched (a longest common subsequence).
 */
export function wordDiff(before: string, after: string): DiffRun[] {
  const from = wordsOf(before)
  const to = wordsOf(after)
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1
  let end = 0
  const room = Math.min(from.length, to.length) - start
  while (end < room && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1

  const removed = from.slice(start, from.length - end)
  const added = to.slice(start, to.length - end)
  return joined([
    ...from.slice(0, start).map((text) => run('same', text)),
    ...(Math.max(removed.length, added.length) > MAX_WORDS ? replaced(removed, added) : compared(removed, added)),
    ...from.slice(from.length - end).map((text) => run('same', text)),
  ])
}

/** Words, spaces and signs each by themselves; an element is one word, so that it is never shown half changed. */
function wordsOf(text: string): string[] {
  return text.match(/\{[^{}]*\}|[\p{L}\p{N}\p{M}]+|\s+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []
}

function compared(from: readonly string[], to: readonly string[]): DiffRun[] {
  const width = to.length + 1
  // How many words the rests from here on have in common; filled from the end.
  const common = new Uint16Array((from.length + 1) * width)
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        from[i] === to[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0)
    }
  }
  const runs: DiffRun[] = []
  let [i, j] = [0, 0]
  while (i < from.length && j < to.length) {
    if (from[i] === to[j]) {
      runs.push(run('same', from[i] ?? ''))
      i += 1
      j += 1
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) {
      runs.push(run('removed', from[i] ?? ''))
      i += 1
    } else {
      runs.push(run('added', to[j] ?? ''))
      j += 1
    }
  }
  return [...runs, ...replaced(from.slice(i), to.slice(j))]
}

function replaced(from: readonly string[], to: readonly string[]): DiffRun[] {
  return [...from.map((text) => run('removed', text)), ...to.map((text) => run('added', text))]
}

function run(kind: DiffRun['kind'], text: string): DiffRun {
  return { kind, text }
}

function joined(runs: readonly DiffRun[]): DiffRun[] {
  const together: DiffRun[] = []
  for (const { kind, text } of runs) {
    const last = together.at(-1)
    if (last?.kind === kind) last.text += text
    else together.push({ kind, text })
  }
  return together
}
