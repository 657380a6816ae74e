import { deleteSessions } from '#db/queries/sign-in.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'

/** Ends one of one's own sessions. */
export async function endSession(person: PersonCtx, { sessionId }: { sessionId: string }): Promise<void> {
  await end(person, { only: sessionId })
}

/** Ends all of one's own sessions but this one. */
export async function endOtherSessions(person: PersonCtx): Promise<void> {
  await end(person, { except: person.sessionId })
}

async function end(person: PersonCtx, which: { only?: string; except?: string }): Promise<void> {
  await asAuth(async (tx) => {
    const sessionsEnded = await deleteSessions(tx, person.staffId, which)
    if (sessionsEnded > 0)
      await recordSignInAudit(tx, person, { action: 'sign_in.sessions_ended', after: { sessionsEnded } })
  })
}
