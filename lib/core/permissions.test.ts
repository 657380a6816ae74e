import { describe, expect, test } from 'vitest'

import type { Permission, StaffRole } from '#lib/core/permissions.ts'
import { may, PERMISSIONS, STAFF_ROLES, seesWholeChain } from '#lib/core/permissions.ts'

describe('who may do what', () => {
  test.each([
    ['bulk mail is sent by managers', 'campaign.send', ['chain_manager', 'clinic_manager']],
    ['receptionists prepare it', 'campaign.compose', ['chain_manager', 'clinic_manager', 'receptionist']],
    ['and see what it would cost', 'campaign.preview', ['chain_manager', 'clinic_manager', 'receptionist']],
    ['a viewer reads', 'campaign.read', ['chain_manager', 'clinic_manager', 'receptionist', 'viewer']],
    ['the operator sees no patient', 'patient.read', ['chain_manager', 'clinic_manager', 'receptionist', 'viewer']],
    ['nor what was written to one', 'delivery.read', ['chain_manager', 'clinic_manager', 'receptionist', 'viewer']],
    [
      'a refusal at the desk is taken down at once',
      'patient.opt_out',
      ['chain_manager', 'clinic_manager', 'receptionist'],
    ],
    [
      'who answers the telephone makes and moves visits',
      'appointment.write',
      ['chain_manager', 'clinic_manager', 'receptionist'],
    ],
    ['and writes to the one patient concerned', 'private.send', ['chain_manager', 'clinic_manager', 'receptionist']],
    ['what sends itself is set by managers', 'automatic.write', ['chain_manager', 'clinic_manager']],
    ['and seen by everybody', 'automatic.read', ['chain_manager', 'clinic_manager', 'receptionist', 'viewer']],
    ['wording that others will use is the managers’', 'template.write', ['chain_manager', 'clinic_manager']],
    ['a whole list of patients is the chain’s to bring', 'import.run', ['chain_manager']],
    ['what nobody can tell about is decided by managers', 'delivery.resolve', ['chain_manager', 'clinic_manager']],
    [
      'what patients write back is reception’s to answer',
      'inbox.read',
      ['chain_manager', 'clinic_manager', 'receptionist'],
    ],
    ['and to see to', 'reply.handle', ['chain_manager', 'clinic_manager', 'receptionist']],
    [
      'the sandbox is answered by whoever composes',
      'outbox.reply',
      ['chain_manager', 'clinic_manager', 'receptionist'],
    ],
    ['the balance is the managers’', 'balance.read', ['chain_manager', 'clinic_manager']],
    ['money is asked for by the chain', 'balance.replenish', ['chain_manager']],
    ['settings are changed by the chain', 'settings.write', ['chain_manager']],
    ['so are its duties: wordings, retention, the log', 'audit.read', ['chain_manager']],
    ['and what is done once and for all', 'patient.erase', ['chain_manager']],
    ['who works here, and as what, is the chain manager’s to say', 'staff.manage', ['chain_manager']],
    ['a second person is one who may send', 'approval.decide', ['chain_manager', 'clinic_manager']],
    ['the operator’s desk is the operator’s alone', 'operator.read', ['operator']],
    ['so is the log of what operators did', 'operator.audit', ['operator']],
  ] satisfies [string, Permission, StaffRole[]][])('%s', (_why, permission, roles) => {
    expect(STAFF_ROLES.filter((role) => may(role, permission))).toEqual(roles)
  })

  test('whoever may write to patients may read what is written', () => {
    for (const role of STAFF_ROLES) {
      const reads = PERMISSIONS.filter((permission) => permission.startsWith('campaign.') && may(role, permission))
      if (reads.length > 0) expect(reads).toContain('campaign.read')
    }
  })

  test('only a chain manager sees every clinic without being told which', () => {
    expect(STAFF_ROLES.filter(seesWholeChain)).toEqual(['chain_manager'])
  })
})
