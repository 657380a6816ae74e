import { withdrawConsentRow } from '#db/queries/consents.ts'
import { findPatient } from '#db/queries/patients.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { WithdrawConsentInput } from '#lib/consents/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** The patient takes a yes back, at the desk or otherwise; from then on nothing leaves that needs it. One that has ended stays as it was. */
export async function withdrawConsent(ctx: Ctx, { patientId, consentId, how }: WithdrawConsentInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    if (!(await findPatient(tx, ctx, patientId))) throw new Refusal('not_found')
    const ended = await withdrawConsentRow(tx, ctx.chainId, { patientId, consentId }, { by: ctx.staffId, how })
    if (!ended) return
    const { purpose, channel } = ended
    await recordAudit(tx, ctx, {
      action: 'consent.withdraw',
      entityId: patientId,
      before: { purpose, channel },
      after: { how },
    })
  })
}
