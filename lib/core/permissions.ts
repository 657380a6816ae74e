export const STAFF_ROLES = ['chain_manager', 'clinic_manager', 'receptionist', 'viewer', 'operator'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export const PERMISSIONS = [
  'campaign.read',
  'campaign.compose',
  'campaign.preview',
  'campaign.send',
  'patient.read',
  'patient.write',
  'patient.opt_out',
  'patient.export',
  'patient.erase',
  'appointment.read',
  'appointment.write',
  'template.read',
  'template.write',
  'automatic.read',
  'automatic.write',
  'private.send',
  'import.run',
  'delivery.read',
  'delivery.resolve',
  'inbox.read',
  'reply.handle',
  'outbox.read',
  'outbox.reply',
  'balance.read',
  'balance.replenish',
  'settings.read',
  'settings.write',
  'staff.manage',
  'approval.decide',
  'consent.write',
  'retention.write',
  'audit.read',
  'activation.write',
  'operator.read',
  'operator.audit',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READING = [
  'campaign.read',
  'patient.read',
  'appointment.read',
  'template.read',
  'automatic.read',
  'delivery.read',
  'outbox.read',
] as const satisfies Permission[]

const RECEPTION = [
  ...READING,
  'campaign.compose',
  'campaign.preview',
  'patient.write',
  'patient.opt_out',
  'appointment.write',
  'private.send',
  'inbox.read',
  'reply.handle',
  'outbox.reply',
] as const satisfies Permission[]

// The one table of rights; the settings page and the tests read it from here.
const GRANTS: Record<StaffRole, readonly Permission[]> = {
  chain_manager: PERMISSIONS.filter((permission) => !permission.startsWith('operator.')),
  clinic_manager: [
    ...RECEPTION,
    'campaign.send',
    'approval.decide',
    'template.write',
    'automatic.write',
    'delivery.resolve',
    'balance.read',
    'settings.read',
  ],
  receptionist: RECEPTION,
  viewer: READING,
  operator: ['operator.read', 'operator.audit'],
}

/** Whether a role carries a permission. Which clinics it holds for is the scope of the staff member, not of the role. */
export function may(role: StaffRole, permission: Permission): boolean {
  return GRANTS[role].includes(permission)
}

/** Roles that always see every clinic of their chain. */
export function seesWholeChain(role: StaffRole): boolean {
  return role === 'chain_manager'
}
