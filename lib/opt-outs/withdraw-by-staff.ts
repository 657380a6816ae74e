import { findOptOut } from '#db/queries/opt-outs.ts'
import { findPatient } from '#db/queries/patients.ts'
import type { WithdrawOptOutByStaffInput } from '#lib/opt-outs/inputs.ts'
import { withdrawOptOut } from '#lib/opt-outs/withdraw.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** The patient has told the clinic that the refusal no longer holds. One that has ended already stays as it was. */
export async function withdrawOptOutByStaff(ctx: Ctx, input: WithdrawOptOutByStaffInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const patient = await findPatient(tx, ctx, input.patientId)
    const optOut = await findOptOut(tx, ctx.chainId, input.optOutId)
    const theirs = optOut && optOut.address === (optOut.channel === 'sms' ? patient?.phone : patient?.email)
    if (!patient || !theirs) throw new Refusal('not_found')
    if (optOut.withdrawnAt) return

    await withdrawOptOut(tx, ctx, optOut, [optOut.purpose], 'staff', input.how ?? null)
  })
}
