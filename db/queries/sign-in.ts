import { and, eq, inArray, lt, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { SignInMethod, TokenKind } from '#db/schema/staff.ts'
import { authAccounts, oneTimeTokens, sessions, staff } from '#db/schema/staff.ts'
import type { StaffRole } from '#lib/core/permissions.ts'

// These run as meelespea_auth: at sign-in no chain is known yet.

export type Account = {
  id: string
  chainId: string | null
  chainName: string | null
  name: string
  email: string
  role: StaffRole
  locale: 'et' | 'en' | 'ru'
  passwordHash: string | null
  /** An authenticator app is set up: a password alone does not sign in. */
  hasTotp: boolean
}

/** Whose account an address is; null when it is nobody's, or that of somebody who was switched off. */
export function findAccountByEmail(tx: Tx, email: string): Promise<Account | null> {
  return findAccount(tx, sql`staff.email = lower(${email})`)
}

export function findAccountById(tx: Tx, staffId: string): Promise<Account | null> {
  return findAccount(tx, sql`staff.id = ${staffId}`)
}

async function findAccount(tx: Tx, whose: ReturnType<typeof sql>): Promise<Account | null> {
  const [row] = await tx.execute<Account>(sql`
    select staff.id, staff.chain_id as "chainId", chain.name as "chainName", staff.name, staff.email, staff.role, staff.locale,
      account.password as "passwordHash",
      exists (select from totp_secrets t where t.staff_id = staff.id and t.confirmed_at is not null) as "hasTotp"
    from staff
    left join chains chain on chain.id = staff.chain_id
    left join auth_accounts account on account.staff_id = staff.id and account.provider_id = 'credential'
    where staff.active and ${whose}`)
  return row ?? null
}

/** Writes a session for somebody who is active at this moment; false when they no longer are. */
export async function insertSession(
  tx: Tx,
  session: {
    staffId: string
    tokenHash: string
    method: SignInMethod
    seconds: number
    address: string | null
    device: string | null
  },
): Promise<boolean> {
  // The lock lets a deactivation at the same moment either come first, and be seen, or end this session too.
  const rows = await tx.execute(sql`
    with person as (
      update staff set last_sign_in_at = now() where id = ${session.staffId} and active returning id
    )
    insert into sessions (staff_id, token, method, expires_at, ip_address, user_agent)
    select id, ${session.tokenHash}, ${session.method}, now() + make_interval(secs => ${session.seconds}::int),
      ${session.address}, ${session.device}
    from person
    returning id`)
  return rows.length > 0
}

/** Ends sessions of a person: one, all but one, or all. Tells how many there were. */
export async function deleteSessions(
  tx: Tx,
  staffId: string,
  { only, except }: { only?: string; except?: string } = {},
): Promise<number> {
  const rows = await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.staffId, staffId),
        only ? eq(sessions.id, only) : undefined,
        except ? sql`${sessions.id} <> ${except}` : undefined,
      ),
    )
    .returning({ id: sessions.id })
  return rows.length
}

export async function deleteSessionByToken(tx: Tx, tokenHash: string): Promise<string | null> {
  const [row] = await tx.delete(sessions).where(eq(sessions.token, tokenHash)).returning({ staffId: sessions.staffId })
  return row?.staffId ?? null
}

export type OpenSession = {
  id: string
  method: SignInMethod
  address: string | null
  device: string | null
  createdAt: Date
  seenAt: Date
}

/** Sessions that still hold, the one used last first. */
export function listSessions(
  tx: Tx,
  staffId: string,
  { idleSeconds }: { idleSeconds: number },
): Promise<OpenSession[]> {
  return tx
    .select({
      id: sessions.id,
      method: sessions.method,
      address: sessions.ipAddress,
      device: sessions.userAgent,
      createdAt: sessions.createdAt,
      seenAt: sessions.updatedAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.staffId, staffId),
        sql`${sessions.expiresAt} > now() and ${sessions.updatedAt} > now() - make_interval(secs => ${idleSeconds}::int)`,
      ),
    )
    .orderBy(sql`${sessions.updatedAt} desc`)
}

export async function savePassword(tx: Tx, staffId: string, passwordHash: string): Promise<void> {
  await tx
    .insert(authAccounts)
    .values({ staffId, accountId: staffId, providerId: 'credential', password: passwordHash })
    .onConflictDoUpdate({
      target: [authAccounts.providerId, authAccounts.accountId],
      set: { password: passwordHash, updatedAt: sql`now()` },
    })
}

type NewToken = {
  hash: string
  kind: TokenKind
  staffId?: string | null
  data?: Record<string, string>
  seconds: number
}

/** Puts down what was given out. What nobody used goes along the way. */
export async function insertToken(tx: Tx, { hash, kind, staffId = null, data = {}, seconds }: NewToken): Promise<void> {
  await tx.delete(oneTimeTokens).where(lt(oneTimeTokens.expiresAt, sql`now() - interval '1 day'`))
  await tx
    .insert(oneTimeTokens)
    .values({ hash, kind, staffId, data, expiresAt: sql`now() + make_interval(secs => ${seconds}::int)` })
}

export type UsableToken = { staffId: string | null; data: Record<string, string> }

/** Looks at a token without using it: whoever only opens a page uses nothing up. */
export async function findToken(tx: Tx, kind: TokenKind, hash: string): Promise<UsableToken | null> {
  const [row] = await tx
    .select({ staffId: oneTimeTokens.staffId, data: oneTimeTokens.data })
    .from(oneTimeTokens)
    .where(usable(kind, hash))
  return row ?? null
}

/** Uses a token up; of any number who try, one gets it. */
export async function takeToken(tx: Tx, kind: TokenKind, hash: string): Promise<UsableToken | null> {
  const [row] = await tx
    .delete(oneTimeTokens)
    .where(usable(kind, hash))
    .returning({ staffId: oneTimeTokens.staffId, data: oneTimeTokens.data })
  return row ?? null
}

function usable(kind: TokenKind, hash: string) {
  return and(eq(oneTimeTokens.hash, hash), eq(oneTimeTokens.kind, kind), sql`${oneTimeTokens.expiresAt} > now()`)
}

export async function deleteTokensOf(tx: Tx, staffId: string, kinds: TokenKind[]): Promise<void> {
  await tx.delete(oneTimeTokens).where(and(eq(oneTimeTokens.staffId, staffId), inArray(oneTimeTokens.kind, kinds)))
}

/** Takes all addresses for which somebody has asked for a new password; runs as the worker. */
export async function takeResetsAsked(tx: Tx): Promise<{ email: string }[]> {
  const rows = await tx
    .delete(oneTimeTokens)
    .where(eq(oneTimeTokens.kind, 'reset_asked'))
    .returning({ data: oneTimeTokens.data })
  return rows.map(({ data }) => ({ email: data.email ?? '' }))
}

/** Of these addresses those that have an account; runs as the worker, which sees no password. */
export function listAccountsOf(
  tx: Tx,
  emails: string[],
): Promise<{ id: string; name: string; email: string; locale: 'et' | 'en' | 'ru' }[]> {
  return tx
    .select({ id: staff.id, name: staff.name, email: staff.email, locale: staff.locale })
    .from(staff)
    .where(and(inArray(staff.email, emails), staff.active))
}
