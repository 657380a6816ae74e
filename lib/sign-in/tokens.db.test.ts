import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { insertPasskey } from '#db/queries/second-steps.ts'
import { findSignedInStaff } from '#db/queries/sessions.ts'
import { insertSession, insertToken } from '#db/queries/sign-in.ts'
import type { TokenKind } from '#db/schema/staff.ts'
import { findByCode } from '#lib/opt-outs/find-by-code.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { addPasskey } from '#lib/sign-in/add-passkey.ts'
import { confirmSecondStep } from '#lib/sign-in/confirm-second-step.ts'
import { newDeviceNote, readDeviceNote } from '#lib/sign-in/known-device.ts'
import { isResetOpen, resetPassword } from '#lib/sign-in/reset-password.ts'
import { signInByPasskey } from '#lib/sign-in/sign-in-by-passkey.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { SESSION_TIMES } from '#lib/sign-in/times.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'
import { acceptInvitation, openInvitation } from '#lib/staff/accept-invitation.ts'
import { findVisitsByCode } from '#lib/visits/find-by-code.ts'
import { anAuthenticator } from '#tests/authenticator.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'
import { aPerson, aVisitor } from '#tests/sign-in.ts'

testDatabase()

// What somebody holds in their hand instead of a password: made up, altered by a letter, out of date, or good for another door.

const PASSWORD = 'neli rohelist konna tiigis'
const HOUR_SECONDS = 3_600

type Door = {
  /** Makes a token that this door takes, unless it is over already. */
  issue(person: PersonCtx, over: boolean): Promise<string>
  /** Tries it: throws, or tells what it let in. */
  open(token: string, person: PersonCtx): Promise<unknown>
}

/** A question of the sign-in's: its digest, its kind and whose it is. */
const oneTime =
  (kind: TokenKind): Door['issue'] =>
  async ({ staffId }, over) => {
    const token = newToken()
    const whose = kind === 'passkey_sign_in' ? {} : { staffId }
    await asAuth((tx) => insertToken(tx, { hash: hashOfToken(token), kind, ...whose, seconds: HOUR_SECONDS }))
    if (over)
      await db().execute(
        sql`update one_time_tokens set expires_at = now() - interval '1 second' where hash = ${hashOfToken(token)}`,
      )
    return token
  }

const DOORS: Record<string, Door> = {
  'a session': {
    issue: async ({ staffId, origin }, over) => {
      const token = newToken()
      const session = {
        staffId,
        tokenHash: hashOfToken(token),
        method: 'password',
        seconds: HOUR_SECONDS,
        ...origin,
      } as const
      await asAuth((tx) => insertSession(tx, session))
      if (over)
        await db().execute(
          sql`update sessions set expires_at = now() - interval '1 second' where staff_id = ${staffId}`,
        )
      return token
    },
    open: async (token) => {
      const found = await asAuth((tx) => findSignedInStaff(tx, hashOfToken(token), SESSION_TIMES))
      if (!found) throw new Error('nobody')
      return found
    },
  },
  'the pass to the second step': {
    issue: oneTime('second_step'),
    // A right pass is asked for a code; only then is the code found wrong.
    open: (token) => confirmSecondStep(aVisitor(), token, { code: '000000' }),
  },
  'a question to a passkey that signs in': {
    issue: oneTime('passkey_sign_in'),
    // Of somebody who has a passkey, which signs whatever it is asked.
    open: async (token, { staffId }) => {
      const key = anAuthenticator()
      const { credentialId, publicKey } = key
      await db().execute(sql`delete from passkeys where staff_id = ${staffId}`)
      await asAuth((tx) =>
        insertPasskey(tx, { staffId, name: 'Võti', credentialId, publicKey, counter: 0, transports: [] }),
      )
      try {
        return await signInByPasskey(aVisitor(), { credential: key.signIn(token) })
      } finally {
        await db().execute(sql`delete from passkeys where staff_id = ${staffId}`)
      }
    },
  },
  'a question to a new passkey': {
    issue: oneTime('passkey_new'),
    open: (token, person) => addPasskey(person, { name: 'Telefon', credential: anAuthenticator().register(token) }),
  },
  'the link for a new password': {
    issue: oneTime('reset'),
    open: async (token) => {
      if (await isResetOpen(token)) return true
      return resetPassword(aVisitor(), { token, password: PASSWORD })
    },
  },
  'an invitation': {
    issue: async ({ chainId, staffId }, over) => {
      const token = newToken()
      await db().execute(sql`
        insert into invitations (chain_id, email, name, role, locale, clinic_ids, invited_by, token_hash, expires_at)
        values (${chainId}, ${`${randomUUID()}@example.ee`}, 'Vera', 'receptionist', 'et', '{}', ${staffId}, ${hashOfToken(token)},
          now() + make_interval(secs => ${over ? -1 : HOUR_SECONDS}::int))`)
      return token
    },
    open: async (token) => {
      if (await openInvitation(token)) return true
      return acceptInvitation(aVisitor(), { token, name: 'Vera', password: PASSWORD })
    },
  },
  'the note that a computer is known': {
    // It grants nothing but tries of its own, and is never over by itself; in another account's hands it is.
    issue: async ({ email }, over) => newDeviceNote(over ? 'keegi.teine@example.ee' : email),
    open: async (token, { email }) => {
      if (!readDeviceNote(token, email)) throw new Error('not known')
      return true
    },
  },
}

async function everything(): Promise<string> {
  const tables = [
    'staff',
    'staff_clinics',
    'auth_accounts',
    'sessions',
    'passkeys',
    'totp_secrets',
    'invitations',
    'opt_outs',
    'appointments',
  ]
  const prints = await Promise.all(
    tables.map(async (name) => {
      const [row] = await db().execute<{ print: string }>(
        sql`select count(*) || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${sql.identifier(name)} t`,
      )
      return `${name} ${row?.print}`
    }),
  )
  return prints.join('\n')
}

const refusalOf = async (opening: Promise<unknown>) => {
  try {
    await opening
    return 'let in'
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).message
  }
}

/** One letter in the middle is another one. */
function altered(token: string): string {
  const at = Math.floor(token.length / 2)
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}

let person: PersonCtx
beforeEach(async () => {
  const chain = await aChain()
  await aClinic(chain)
  person = await aPerson(chain)
})

describe.each(Object.entries(DOORS))('%s', (name, { issue, open }) => {
  test('lets in whom it was given to', async () => {
    // Without this the refusals below would prove nothing.
    const asksForCode = name === 'the pass to the second step'
    expect(await refusalOf(open(await issue(person, false), person))).toBe(asksForCode ? 'code_wrong' : 'let in')
  })

  test('is refused when it is over, made up, altered or empty, and nothing changes', async () => {
    const over = await issue(person, true)
    const good = await issue(person, false)
    const before = await everything()
    const forged = [over, newToken(), altered(good), `${good}A`, '', 'x'.repeat(10_000), "' or 1=1 --"]
    for (const token of forged) {
      const code = await refusalOf(open(token, person))
      expect(code).not.toBe('let in')
      expect(code).not.toBe('code_wrong')
    }
    expect(await everything()).toBe(before)
  })

  test('opens no other door', async () => {
    const token = await issue(person, false)
    const before = await everything()
    for (const [other, door] of Object.entries(DOORS)) {
      if (other === name) continue
      const code = await refusalOf(door.open(token, person))
      expect([other, code]).not.toEqual([other, 'let in'])
      expect(code).not.toBe('code_wrong')
    }
    expect(await everything()).toBe(before)
  })
})

describe('patients’ links', () => {
  test.each([
    ['of a refusal', findByCode],
    ['of visits', findVisitsByCode],
  ])('%s: made up or altered it leads nowhere', async (_which, find) => {
    const { chainId } = person
    const [link] = await db().execute<{ code: string }>(sql`
      insert into contact_links (chain_id, channel, address) values (${chainId}, 'sms', '+37253777001') returning code`)
    const code = link?.code ?? ''
    expect(await findByCode(code)).not.toBeNull()
    const before = await everything()
    for (const made of [altered(code), code.slice(1), `${code}A`, '', '0'.repeat(10_000), "' or 1=1 --"]) {
      expect(await find(made)).toBeNull()
    }
    expect(await everything()).toBe(before)
  })
})

test('every kind that the database knows is tried', async () => {
  const [row] = await db().execute<{ definition: string }>(sql`
      select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'one_time_tokens'::regclass and contype = 'c'`)
  const kinds = [...(row?.definition ?? '').matchAll(/'(\w+)'::text/g)].map(([, kind]) => kind)
  // `reset_asked` is a note of the service to itself: nobody holds it.
  expect(kinds.toSorted()).toEqual(['passkey_new', 'passkey_sign_in', 'reset', 'reset_asked', 'second_step'])
})
