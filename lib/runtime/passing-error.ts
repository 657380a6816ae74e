// SQLSTATE classes and codes that pass by themselves: lost connections, too little of something, a server that stops or is a
// replica for a moment, and transactions that got into each other's way (PostgreSQL manual, appendix A).
const PASSING_SQLSTATE = /^(08|53|57P|58|40|55P03|57014|25006)/
const SQLSTATE = /^[0-9A-Z]{5}$/

/**
 * Whether an error may be gone when the same is tried again. What a query refuses because of its data is not, nor is a bug of ours;
 * network errors are, and carry a code that no SQLSTATE looks like.
 */
export function isPassing(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as Error & { code?: unknown }
    if (typeof code !== 'string') continue
    // EPIPE has the length of an SQLSTATE.
    return SQLSTATE.test(code) && code !== 'EPIPE' ? PASSING_SQLSTATE.test(code) : !code.startsWith('ERR_')
  }
  return false
}
