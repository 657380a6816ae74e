'use server'

import { acceptInvitation } from '#lib/staff/accept-invitation.ts'
import { AcceptInvitationInput } from '#lib/staff/inputs.ts'
import { visitorFormAction } from '#lib/web/visitor-action.ts'

export const acceptInvitationAction = visitorFormAction(AcceptInvitationInput, acceptInvitation, {
  onDone: () => '/sign-in?done=accepted',
})
