import type * as z from 'zod'

import type { OpenInvitation } from '#db/queries/invitations.ts'
import { findInvitation, takeInvitation } from '#db/queries/invitations.ts'
import { savePassword } from '#db/queries/sign-in.ts'
import { insertStaff, insertStaffClinics } from '#db/queries/staff.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { hashNewPassword } from '#lib/sign-in/password.ts'
import type { VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'
import { addressSlates, countTry, settleTry } from '#lib/sign-in/tries.ts'
import type { AcceptInvitationInput } from '#lib/staff/inputs.ts'

/** What a link invites to, for the page that asks; opening it uses nothing up. */
export function openInvitation(token: string): Promise<OpenInvitation | null> {
  return asAuth((tx) => findInvitation(tx, hashOfToken(token)))
}

/**
 * Makes a staff member of whoever holds the link: the address is theirs, since the letter reached them. Role and clinics are the
 * invitation's, whatever was posted.
 *
 * @throws Refusal link_used, staff_email_elsewhere, password_known, too_many_attempts
 */
export async function acceptInvitation(
  visitor: VisitorCtx,
  { token, name, password }: z.output<typeof AcceptInvitationInput>,
): Promise<void> {
  const slates = addressSlates(visitor, 'link')
  await countTry(slates)
  const invitation = await openInvitation(token)
  if (!invitation) throw new Refusal('link_used')
  await settleTry(slates)

  const { chainId, chainName, email, role, locale, clinicIds } = invitation
  const passwordHash = await hashNewPassword(password, [name, email, chainName])
  await asAuth(async (tx) => {
    if (!(await takeInvitation(tx, hashOfToken(token)))) throw new Refusal('link_used')
    const staffId = await insertStaff(tx, { chainId, name, email, role, locale })
    if (!staffId) throw new Refusal('staff_email_elsewhere')
    await insertStaffClinics(tx, chainId, staffId, clinicIds)
    await savePassword(tx, staffId, passwordHash)
    const { origin } = visitor
    await recordSignInAudit(tx, { staffId, chainId, origin }, { action: 'staff.accept', after: { role, clinicIds } })
  })
}
