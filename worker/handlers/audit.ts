import { sealAuditLog } from '#lib/audit/seal.ts'
import { verifyAuditLogs } from '#lib/audit/verify.ts'
import { handle } from '#worker/handle.ts'

export const auditHandlers = [
  handle('audit.seal', sealAuditLog, { byTheClock: true }),
  handle('audit.verify', verifyAuditLogs, { byTheClock: true }),
]
