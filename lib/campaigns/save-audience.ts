import type * as z from 'zod'

import { upsertAudience } from '#db/queries/audiences.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { SaveAudienceInput } from '#lib/campaigns/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Keeps a filter under a name for everybody in the chain; the same name again replaces it. */
export async function saveAudience(
  ctx: Ctx,
  { name, audience }: z.output<typeof SaveAudienceInput>,
): Promise<{ audienceId: string }> {
  return inChain(ctx, async (tx) => {
    const audienceId = await upsertAudience(tx, ctx.chainId, { name, audience, staffId: ctx.staffId })
    await recordAudit(tx, ctx, { action: 'audience.save', entityId: audienceId, after: { name } })
    return { audienceId }
  })
}
