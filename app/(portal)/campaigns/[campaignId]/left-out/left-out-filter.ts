import type { LeftOutPage } from '#db/queries/left-outs.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, uuid } from '#lib/web/search-params.ts'

/** What the address says about the list; the file reads the very same address. */
export function leftOutPageOf(params: SearchParams): LeftOutPage {
  return { reason: oneOf(params, 'reason', LEFT_OUT_REASONS), after: uuid(params, 'after') }
}
