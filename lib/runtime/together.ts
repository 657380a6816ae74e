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
