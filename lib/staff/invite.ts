import type * as z from 'zod'

import type { Tx } from '#db/client.ts'
import { findChain } from '#db/queries/chains.ts'
import { findStaffName, insertInvitation } from '#db/queries/invitations.ts'
import { hasStaffWithEmail } from '#db/queries/staff.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import type { Ctx, Locale } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'
import type { InviteInput } from '#lib/staff/inputs.ts'

export const INVITATION_DAYS = 7

/**
 * Invites somebody by a letter with a link that works once. Whether the address has an account in another chain is not told: only
 * whoever reads that mailbox learns it.
 *
 * @throws Refusal staff_exists for an address of this chain's staff, or one that is invited already; clinic_unknown
 */
export async function invite(ctx: Ctx, input: z.output<typeof InviteInput>): Promise<void> {
  const { role, email, name, locale } = input
  const clinicIds = role === 'chain_manager' ? [] : [...new Set(input.clinicIds)]
  await inChain(ctx, async (tx) => {
    await requireOwnClinics(tx, ctx, clinicIds)
    if (await hasStaffWithEmail(tx, ctx.chainId, email)) throw new Refusal('staff_exists', {}, 'email')
    const token = newToken()
    const invitationId = await insertInvitation(tx, {
      ...{ chainId: ctx.chainId, email, name, role, locale, clinicIds, days: INVITATION_DAYS },
      ...{ invitedBy: ctx.staffId ?? '', tokenHash: hashOfToken(token) },
    })
    if (!invitationId) throw new Refusal('staff_exists', {}, 'email')
    await sendInvitation(tx, ctx, { email, name, locale, token })
    await recordAudit(tx, ctx, { action: 'staff.invite', entityId: invitationId, after: { role, clinicIds } })
  })
}

/** The letter of an invitation, in the language of who is invited. */
export async function sendInvitation(
  tx: Tx,
  ctx: Ctx,
  { email, name, locale, token }: { email: string; name: string; locale: Locale; token: string },
): Promise<void> {
  const chain = await findChain(tx, ctx.chainId)
  const inviter = await findStaffName(tx, ctx.chainId, ctx.staffId ?? '')
  await enqueueLetter(tx, {
    to: email,
    locale,
    kind: 'invite',
    params: {
      name,
      chain: chain?.name ?? '',
      inviter: inviter || 'Meelespea',
      days: INVITATION_DAYS,
      path: `/invite/${token}`,
    },
  })
}
