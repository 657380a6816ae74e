import { decideOnApplication, insertApplicationStep } from '#db/queries/applications.ts'
import { activateChain, findDeskChain } from '#db/queries/chain-desk.ts'
import { setSenderName } from '#db/queries/sender-names.ts'
import { endTrialMoney } from '#lib/activation/end-trial-money.ts'
import type { ApproveApplicationInput } from '#lib/activation/inputs.ts'
import { tellApplicant } from '#lib/activation/tell-applicant.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { applicationStatusesBefore } from '#lib/core/application-status.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Activates a chain: from now on its texts go to patients, under the sender name it applied with. What it agreed to send before stays
 * a trial, and what is left of its trial money is taken back. Of two operators one decides, and the other is told.
 *
 * @throws Refusal application_decided; location_not_licensed where the licence was changed after it was sent in
 */
export async function approveApplication(ctx: OperatorCtx, { chainId }: ApproveApplicationInput): Promise<void> {
  await asOperator(async (tx) => {
    const chain = await findDeskChain(tx, chainId)
    if (!chain) throw new Refusal('not_found')
    const statuses = applicationStatusesBefore('approved')
    const decision = { to: 'approved', statuses, staffId: ctx.staffId, reason: null } as const
    const application = await decideOnApplication(tx, chainId, decision)
    if (!application) throw new Refusal('application_decided')
    const { senderName, location } = application
    if (location !== chain.location) throw new Refusal('location_not_licensed', { licenceLocation: chain.location })

    await activateChain(tx, chainId, senderName)
    const registered = { country: location, name: senderName, status: 'registered', staffId: ctx.staffId } as const
    await setSenderName(tx, chainId, registered)
    const takenBackMicro = await endTrialMoney(tx, ctx, chainId)
    await insertApplicationStep(tx, chainId, { ...ctx, step: 'approved', reason: null, form: application })
    await recordOperatorAudit(tx, ctx, chainId, {
      action: 'application.approve',
      entityId: chainId,
      after: { senderName, location, trialMoneyMicro: takenBackMicro },
    })
    const told = { chain: chain.name, sender: senderName, path: '/activation' }
    await tellApplicant(tx, application, 'application-approved', told)
  })
}
