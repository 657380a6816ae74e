import { countAttempt, forgetAttempts, forgiveAttempt } from '#db/queries/sign-in-attempts.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { readDeviceNote } from '#lib/sign-in/known-device.ts'
import type { VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'

export const TRIES = 10
export const WINDOW_SECONDS = 15 * 60

/** Slates on which tries are written: `own` is wiped by a right one, of `shared` it only takes back itself. */
export type Slates = { own: string[]; shared: string[] }

/** Passwords are counted by account and by address; on a computer that the account knows, on a slate of its own. */
export function passwordSlates({ origin, deviceNote }: VisitorCtx, email: string): Slates {
  const device = readDeviceNote(deviceNote, email)
  if (device) return { own: [`device:${device}`], shared: [] }
  return { own: [`account:${email.toLowerCase()}`], shared: [`address:${origin.address ?? 'unknown'}`] }
}

/** Codes of the second step; whoever gets here knew the password. */
export function codeSlates({ deviceNote }: VisitorCtx, account: { id: string; email: string }): Slates {
  const device = readDeviceNote(deviceNote, account.email)
  return { own: [device ? `code:device:${device}` : `code:${account.id}`], shared: [] }
}

export function addressSlates({ origin }: VisitorCtx, what: 'passkey' | 'reset' | 'link'): Slates {
  return { own: [], shared: [`${what}:${origin.address ?? 'unknown'}`] }
}

/**
 * Counts one try on each slate before anything is looked at; of any number at the same moment, ten go on. Tells how many are left.
 *
 * @throws Refusal too_many_attempts with the minutes to wait
 */
export async function countTry({ own, shared }: Slates, field?: string): Promise<{ left: number }> {
  const counts = await asAuth((tx) => countAttempt(tx, [...own, ...shared], WINDOW_SECONDS))
  const over = [...counts.values()].filter(({ points }) => points > TRIES)
  if (over.length > 0) throw tooMany(Math.max(...over.map(({ secondsLeft }) => secondsLeft)), field)
  return { left: Math.min(...[...counts.values()].map(({ points }) => TRIES - points)) }
}

/** The try was right. */
export async function settleTry({ own, shared }: Slates): Promise<void> {
  await asAuth(async (tx) => {
    if (own.length > 0) await forgetAttempts(tx, own)
    if (shared.length > 0) await forgiveAttempt(tx, shared)
  })
}

function tooMany(seconds: number, field?: string): Refusal {
  return new Refusal('too_many_attempts', { minutes: Math.max(1, Math.ceil(seconds / 60)) }, field)
}
