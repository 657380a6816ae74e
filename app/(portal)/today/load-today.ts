import 'server-only'

import { countToApprove } from '#db/queries/approvals.ts'
import { sumDeliveryDays } from '#db/queries/deliveries.ts'
import { listPatientsToCall } from '#db/queries/patients-to-call.ts'
import { countUnreadReplies } from '#db/queries/replies.ts'
import { countNeedingAttention, listCampaignsUnderWay } from '#db/queries/today.ts'
import { listVisitCalls } from '#db/queries/visit-calls.ts'
import { may } from '#lib/core/permissions.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { loadForecast } from '../forecast/load-forecast.ts'

const FORECAST_CARD_DAYS = 7

/** What the first page of the day shows. Replies and answers are for those who see to them. */
export async function loadToday(ctx: Ctx, fromDay: string) {
  const readsInbox = may(ctx.role, 'inbox.read')
  const read = await inChain(ctx, async (tx) => ({
    underWay: await listCampaignsUnderWay(tx, ctx),
    attention: await countNeedingAttention(tx, ctx),
    unreadReplies: readsInbox ? await countUnreadReplies(tx, ctx) : 0,
    sums: await sumDeliveryDays(tx, ctx, fromDay),
    toCall: await listPatientsToCall(tx, ctx),
    toApprove: may(ctx.role, 'approval.decide') ? await countToApprove(tx, ctx, ctx.staffId) : 0,
    answers: readsInbox ? await listVisitCalls(tx, ctx) : [],
  }))
  return { ...read, ahead: await loadForecast(ctx, FORECAST_CARD_DAYS) }
}
