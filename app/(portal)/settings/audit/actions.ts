'use server'

import { VerifyAuditLogInput } from '#lib/audit/inputs.ts'
import { verifyAuditLog } from '#lib/audit/verify.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const verifyAuditLogAction = staffFormAction('audit.read', VerifyAuditLogInput, verifyAuditLog)
