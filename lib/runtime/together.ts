import { setImmediate as untilSent } from 'node:timers/promises'

/**
 * Waits for several statements of one transaction that are sent together, without a round trip between them. Unlike Promise.all it
 * waits for all of them when one fails: none may be under way when the transaction is rolled back.
 *
 * @throws the error of the first that failed, in the order in which they are given
 */
export async function together<const T extends readonly unknown[]>(
  statements: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  for (const outcome of await Promise.allSettled(statements)) if (outcome.status === 'rejected') throw outcome.reason
  return Promise.all(statements) as Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }>
}

/**
 * Sends statements about the parts of a list behind one another in one transaction: while the database works on a part, the next is
 * written down and what was found for the one before is read.
 *
 * @throws the error of the first part that failed, when none is under way any more
 */
export async function inParts<Item, Result>(
  items: readonly Item[],
  size: number,
  send: (part: Item[]) => Promise<Result>,
): Promise<Result[]> {
  const sent: Promise<Result>[] = []
  for (let from = 0; from < items.length; from += size) {
    const part = send(items.slice(from, from + size))
    part.catch(() => {}) // awaited below, but perhaps later than it fails
    sent.push(part)
    await untilSent()
  }
  return together(sent)
}
