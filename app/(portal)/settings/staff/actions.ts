'use server'

import { changeAccess } from '#lib/staff/change-access.ts'
import { deactivateStaff } from '#lib/staff/deactivate.ts'
import { ChangeAccessInput, InvitationIdInput, InviteInput, StaffIdInput } from '#lib/staff/inputs.ts'
import { invite } from '#lib/staff/invite.ts'
import { reactivateStaff } from '#lib/staff/reactivate.ts'
import { resendInvitation } from '#lib/staff/resend-invitation.ts'
import { withdrawInvitation } from '#lib/staff/withdraw-invitation.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

const toStaff = { onDone: () => '/settings/staff?done=1' }

export const inviteAction = staffFormAction('staff.manage', InviteInput, invite, toStaff)
export const resendInvitationAction = staffFormAction('staff.manage', InvitationIdInput, resendInvitation)
export const withdrawInvitationAction = staffFormAction('staff.manage', InvitationIdInput, withdrawInvitation)
export const changeAccessAction = staffFormAction('staff.manage', ChangeAccessInput, changeAccess, toStaff)
export const deactivateStaffAction = staffFormAction('staff.manage', StaffIdInput, deactivateStaff, toStaff)
export const reactivateStaffAction = staffFormAction('staff.manage', StaffIdInput, reactivateStaff, toStaff)
