import type { Tx } from '#db/client.ts'
import { insertAuditEntries } from '#db/queries/audit.ts'
import type { AuditLine } from '#lib/audit/record.ts'
import type { Locale, Origin } from '#lib/runtime/context.ts'
import { log } from '#lib/runtime/log.ts'

/** Somebody who is not signed in yet: from where they come, and the note that this computer is known, if it has one. */
export type VisitorCtx = { origin: Origin; deviceNote: string | null; now: Date }

/** Whoever is signed in, of a chain or of the service, about their own sign-in. */
export type PersonCtx = VisitorCtx & {
  staffId: string
  sessionId: string
  chainId: string | null
  name: string
  email: string
  locale: Locale
}

/** What a sign-in came to: a session to carry away, or a second step first. */
export type SignedIn =
  | { session: { token: string; deviceNote: string; locale: Locale; chainId: string | null } }
  | { secondStep: string }

/** Into the log of the person's chain. Who runs the service has none: it is a line of the service's own log. */
export async function recordSignInAudit(
  tx: Tx,
  { staffId, chainId, origin }: { staffId: string; chainId: string | null; origin: Origin },
  { action, entityId, before, after }: AuditLine,
): Promise<void> {
  if (chainId === null) return log.info('an operator’s sign-in', { staffId, reason: action })
  await insertAuditEntries(tx, [
    {
      chainId,
      staffId,
      action,
      entityId: entityId ?? staffId,
      before: before ?? null,
      after: after ?? null,
      ...origin,
    },
  ])
}
