import type { ChainState } from '#db/queries/chain-desk.ts'
import { CHAIN_STATES } from '#db/queries/chain-desk.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text } from '#lib/web/search-params.ts'

export function chainFilterOf(params: SearchParams): { state: ChainState | undefined; q: string | undefined } {
  return { state: oneOf(params, 'state', CHAIN_STATES), q: text(params, 'q') }
}
