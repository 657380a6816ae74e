import * as z from 'zod'

/** A check needs nothing but who asks for it. */
export const VerifyAuditLogInput = z.object({})
