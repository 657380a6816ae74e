import { ROW_REFUSALS } from '#lib/core/import-rows.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text } from '#lib/web/search-params.ts'

const MAX_DIGITS = 9

/** Which refused rows an address asks for, and after which row. */
export function refusalFilterOf(params: SearchParams) {
  const after = text(params, 'after', MAX_DIGITS)
  return {
    reason: oneOf(params, 'reason', ROW_REFUSALS),
    after: after && /^\d+$/.test(after) ? Number(after) : undefined,
  }
}
