import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'

import { db } from '#db/client.ts'
import { authAccounts, staff } from '#db/schema/staff.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import type { PersonCtx, VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'

export const PASSWORD = 'kolm sinist kassi aias'
const passwordHash = hashPassword(PASSWORD)

/** A browser at an address, that nobody has signed in with before unless it carries a note. */
export function aVisitor({
  address = randomUUID() as string,
  deviceNote = null as string | null,
  now = new Date(),
} = {}): VisitorCtx {
  return { origin: { address, device: 'Firefox' }, deviceNote, now }
}

/** Somebody with a password, and the context in which they change their own sign-in. */
export async function aPerson(ctx: Ctx, values: Partial<typeof staff.$inferInsert> = {}): Promise<PersonCtx> {
  const email = `${randomUUID()}@example.ee`
  const [row] = await db()
    .insert(staff)
    .values({ chainId: ctx.chainId, name: 'Kati Kask', email, role: 'receptionist', ...values })
    .returning()
  const staffId = row?.id ?? ''
  await db()
    .insert(authAccounts)
    .values({ staffId, accountId: staffId, providerId: 'credential', password: await passwordHash })
  return {
    ...aVisitor(),
    staffId,
    sessionId: randomUUID(),
    chainId: ctx.chainId,
    name: 'Kati Kask',
    email,
    locale: 'et',
  }
}
