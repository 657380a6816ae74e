import 'server-only'

import { findChain } from '#db/queries/chains.ts'
import { sumDebits } from '#db/queries/debits.ts'
import { listReplenishments } from '#db/queries/replenishments.ts'
import { listPrices } from '#db/queries/tariffs.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { together } from '#lib/runtime/together.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { debitFilterOf } from './period.ts'

const REPLENISHMENTS_SHOWN = 5

/** What stands on the page beside the account. What is asked together does not wait for each other's answers. */
export async function loadBalance(ctx: Ctx, params: SearchParams) {
  const staff = await currentStaff()
  if (!staff?.chain) return null
  const filter = debitFilterOf(params, dayIn(staff.chain.zone, ctx.now), await readChosenClinic())
  return inChain(ctx, async (tx) => {
    const [chain, sums, replenishments] = await together([
      findChain(tx, ctx.chainId),
      sumDebits(tx, ctx, filter),
      listReplenishments(tx, ctx.chainId, { limit: REPLENISHMENTS_SHOWN }),
    ])
    if (!chain) return null
    const prices = await listPrices(tx, chain.location, ctx.now)
    return { chain, clinics: staff.clinics, filter, sums, prices, replenishments }
  })
}
