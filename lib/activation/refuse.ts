import { decideOnApplication, insertApplicationStep } from '#db/queries/applications.ts'
import { findDeskChain } from '#db/queries/chain-desk.ts'
import type { RefuseApplicationInput } from '#lib/activation/inputs.ts'
import { tellApplicant } from '#lib/activation/tell-applicant.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { applicationStatusesBefore } from '#lib/core/application-status.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

const ACTIONS = { returned: 'application.return', rejected: 'application.reject' } as const

/**
 * Gives an application back to be corrected, or rejects it, with a reason that the contact person reads. One that was rejected may
 * still be given back.
 *
 * @throws Refusal application_decided when another operator was faster
 */
export async function refuseApplication(ctx: OperatorCtx, input: RefuseApplicationInput): Promise<void> {
  const { chainId, as: to, reason } = input
  const { staffId } = ctx
  await asOperator(async (tx) => {
    const chain = await findDeskChain(tx, chainId)
    if (!chain) throw new Refusal('not_found')
    const statuses = applicationStatusesBefore(to)
    const application = await decideOnApplication(tx, chainId, { to, statuses, staffId, reason })
    if (!application) throw new Refusal('application_decided')
    await insertApplicationStep(tx, chainId, { step: to, staffId, reason, form: application })
    await recordOperatorAudit(tx, ctx, chainId, { action: ACTIONS[to], entityId: chainId, after: { reason } })
    await tellApplicant(tx, application, `application-${to}`, { chain: chain.name, reason, path: '/activation' })
  })
}
