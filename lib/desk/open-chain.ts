import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { openChain as makeChain } from '#lib/chains/open.ts'
import type { OpenChainInput } from '#lib/desk/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { invite } from '#lib/staff/invite.ts'

/**
 * Opens a chain for a location and invites its first manager by a letter. Until its application is approved it tries everything in
 * the sandbox, with a trial balance.
 *
 * @throws Refusal chain_name_taken
 */
export async function openChain(ctx: OperatorCtx, input: OpenChainInput): Promise<{ chainId: string }> {
  const { name, location, managerName, managerEmail, locale } = input
  const { chainId, isNew } = await makeChain(name, { location })
  if (!isNew) throw new Refusal('chain_name_taken', {}, 'name')
  await asOperator((tx) =>
    recordOperatorAudit(tx, ctx, chainId, { action: 'chain.open', entityId: chainId, after: { location } }),
  )
  const manager = { name: managerName, email: managerEmail, role: 'chain_manager', locale, clinicIds: [] } as const
  await invite({ ...chainCtx(chainId, ctx.now), staffId: ctx.staffId }, { ...manager, clinicIds: [] })
  return { chainId }
}
