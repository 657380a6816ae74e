import type * as z from 'zod'

import { upsertAudience } from '#db/queries/audiences.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { SaveAudienceInput } from '#lib/campaigns/inputs.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Keeps a filter under a name, for the clinics of whoever saves it; a chain manager's is for everybody. The same name again replaces it.
 *
 * @throws Refusal audience_name_taken by one that is not theirs to change; clinic_unknown
 */
export async function saveAudience(
  ctx: Ctx,
  { name, audience }: z.output<typeof SaveAudienceInput>,
): Promise<{ audienceId: string }> {
  return inChain(ctx, async (tx) => {
    await requireOwnClinics(tx, ctx, audience.clinicIds, 'audience.clinicIds')
    const clinicIds = ctx.clinicIds === 'all' ? null : ctx.clinicIds
    const audienceId = await upsertAudience(tx, ctx.chainId, { name, audience, clinicIds, staffId: ctx.staffId })
    if (!audienceId) throw new Refusal('audience_name_taken', { name }, 'name')
    await recordAudit(tx, ctx, { action: 'audience.save', entityId: audienceId, after: { name } })
    return { audienceId }
  })
}
