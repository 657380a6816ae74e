import 'server-only'

import { countAttempt } from '#db/queries/sign-in-attempts.ts'
import { asAuth } from '#lib/runtime/transaction.ts'

/** Counts one use of `key`, and tells whether there were more than `times` of them within the running window. */
export async function isTooOften(
  key: string,
  { times, seconds }: { times: number; seconds: number },
): Promise<boolean> {
  const counts = await asAuth((tx) => countAttempt(tx, [key], seconds))
  return (counts.get(key)?.points ?? 0) > times
}
