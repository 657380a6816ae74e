import type { ServiceFilter } from '#db/queries/service-log.ts'
import { DEFAULT_ZONE } from '#lib/tariffs/zone.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { uuid } from '#lib/web/search-params.ts'
import { auditFilterOf } from '../_audit/audit-filter.ts'

/** As the address says; days are those of the seller's clock. */
export function serviceFilterOf(params: SearchParams): ServiceFilter {
  return { ...auditFilterOf(params, DEFAULT_ZONE), byService: false, chainId: uuid(params, 'chain') }
}
