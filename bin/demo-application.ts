import { findApplication } from '#db/queries/applications.ts'
import { findDemoStaffId } from '#db/seed/demo-chain.ts'
import { approveApplication } from '#lib/activation/approve.ts'
import { SubmitApplicationInput } from '#lib/activation/inputs.ts'
import { submitApplication } from '#lib/activation/submit.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asAuth, inChain } from '#lib/runtime/transaction.ts'

const FORM = {
  legalName: 'Sinilille Hambaravi OÜ',
  registryCode: '12345678',
  senderName: 'Sinilille',
  contactName: 'Kadri Tamm',
  contactEmail: 'kadri@sinilille.example',
  contactPhone: '+372 641 1220',
  location: 'EE',
  monthlyTexts: '12000',
}

/** Applies for the demo chain and approves it, as two people would; safe to repeat. From then on the demo counts as made. */
export async function activateByApplication(ctx: Ctx, emails: { manager: string; operator: string }): Promise<void> {
  const [manager, operator] = await asAuth(async (tx) => [
    await findDemoStaffId(tx, emails.manager),
    await findDemoStaffId(tx, emails.operator),
  ])
  const application = await inChain(ctx, (tx) => findApplication(tx, ctx.chainId))
  if (application?.status !== 'in_review') {
    await submitApplication({ ...ctx, staffId: manager ?? null }, SubmitApplicationInput.parse(FORM))
  }
  await approveApplication({ staffId: operator ?? '', now: ctx.now }, { chainId: ctx.chainId })
}
