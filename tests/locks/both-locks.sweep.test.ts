import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import type { StaffRole } from '#lib/core/permissions.ts'
import { env } from '#lib/runtime/env.ts'
import { aChain, aClinic, aStaff, testDatabase } from '#tests/database.ts'
import type { Canaries } from './canaries.ts'
import { aChainOfCanaries } from './canaries.ts'
import {
  databaseShowsEverything,
  databaseTakesEverybodyFor,
  databaseTakesStaffForThoseOf,
  fingerprints,
  tablesNaming,
} from './locks.ts'
import { fieldsOfNoForm, plausibleInput } from './plausible-input.ts'
import type { Answer, Portal, Visitor } from './portal.ts'
import { openPortal, visitorOf } from './portal.ts'
import type { Action, Address } from './ways-in.ts'
import { actions, addresses } from './ways-in.ts'

// Every address and every action of the portal, with the ids of one chain, tried by those of another and by those of another clinic:
// with both locks, and with either alone. Nothing may be read, nothing may change. Whatever is posted carries fields besides that no form
// has (mass assignment). SWEEP=full tries every role in each of the three, otherwise some.

const FULL = process.env.SWEEP === 'full'
const ROLES: StaffRole[] = ['chain_manager', 'clinic_manager', 'receptionist', 'viewer']
const STRANGERS: StaffRole[] = FULL ? ROLES : ['chain_manager']
const STRANGERS_TO_CHECKS: StaffRole[] = FULL ? ROLES : ['chain_manager', 'receptionist']
const LIMITED: StaffRole[] = FULL ? ['clinic_manager', 'receptionist', 'viewer'] : ['clinic_manager']

/** Ways tried at once: the portal works while the database does. */
const AT_ONCE = 4

const NOTHING = { read: [], changed: [], tied: [], broken: [] }

const READS_NOTHING = { chooseClinicAction: 'a cookie of one’s own' }

const ADDRESSES = addresses()
const ACTIONS = (await actions()).filter(({ name }) => !(name in READS_NOTHING))

testDatabase()

let portal: Portal
let canaries: Canaries
beforeAll(async () => {
  portal = await openPortal(env().DATABASE_URL ?? '', env().SECRET ?? '')
})
afterAll(async () => {
  await portal?.stop()
  const tried = `${ADDRESSES.length} addresses, ${ACTIONS.length} actions, ${portal?.requests() ?? 0} requests`
  console.info(`The sweep: ${tried}; as ${[...new Set([...STRANGERS, ...LIMITED])].join(', ')}`)
})
beforeEach(async () => {
  canaries = await aChainOfCanaries()
})

describe('the sweep knows what it looks for', () => {
  test('what it asks for is shown to that chain’s manager', async () => {
    const manager = await visitor(await aStaff(canaries.ctx, 'chain_manager'))
    const blind: string[] = []
    const named = ADDRESSES.filter(({ params, methods }) => params.length > 0 && methods.includes('GET'))
    await forEach(named, async (address) => {
      const answers = await Promise.all(pathsTo(address).map((path) => portal.get(manager, path)))
      if (!answers.some((answer) => leaks(answer, [...canaries.words, ...canaries.ownWords], address.path)))
        blind.push(address.path)
    })
    expect(blind).toEqual([])
  })

  test('what it posts reaches the verb', async () => {
    const manager = await visitor(await aStaff(canaries.ctx, 'chain_manager'))
    const operator = await anOperator()
    const unread: string[] = []
    // One after the other: these do what they say.
    for (const action of ACTIONS) {
      const answers = await callAll(action.operators ? operator : manager, action)
      const reached = answers.some(
        ({ status, body }) => status < 500 && !/"code":"(invalid|forbidden|signed_out)"/.test(body),
      )
      if (!reached) unread.push(action.name)
    }
    expect(unread).toEqual([])
  })
})

describe.each(STRANGERS)('a %s of another chain', (role) => {
  test('gets nowhere past both locks', async () => {
    expect(await tryEverything(await aStranger(role))).toEqual(NOTHING)
  })
})

describe.each(LIMITED)('a %s of another clinic', (role) => {
  test('gets nowhere at this one', async () => {
    const person = await aStaff(canaries.ctx, role, [canaries.otherClinic.id])
    expect(await tryEverything(await visitor(person))).toEqual(NOTHING)
  })
})

describe('with row-level security alone', () => {
  afterAll(() => databaseTakesEverybodyFor(null))

  test.each(STRANGERS)('a %s whom every check takes for one of the chain gets nowhere', async (role) => {
    const { chainId } = await aChain()
    await databaseTakesEverybodyFor(chainId)
    const person = await aStaff(canaries.ctx, role, [canaries.clinic.id])
    const { read, changed } = await tryEverything(await visitor(person))
    expect({ read, changed }).toEqual({ read: [], changed: [] })
  })
})

describe('with row-level security alone, among clinics', () => {
  afterAll(() => databaseTakesStaffForThoseOf(null))

  test.each(LIMITED)('a %s whom every check takes for one of the clinic gets nowhere', async (role) => {
    await databaseTakesStaffForThoseOf(canaries.otherClinic.id)
    const person = await aStaff(canaries.ctx, role, [canaries.clinic.id])
    const { read, changed } = await tryEverything(await visitor(person))
    expect({ read, changed }).toEqual({ read: [], changed: [] })
  })
})

describe('with checks alone', () => {
  beforeAll(databaseShowsEverything)

  test.each(STRANGERS_TO_CHECKS)('a %s of another chain gets nowhere', async (role) => {
    expect(await tryEverything(await aStranger(role))).toEqual(NOTHING)
  })

  test.each(LIMITED)('a %s of another clinic gets nowhere', async (role) => {
    const person = await aStaff(canaries.ctx, role, [canaries.otherClinic.id])
    expect(await tryEverything(await visitor(person))).toEqual(NOTHING)
  })
})

type Outcome = { read: string[]; changed: string[]; tied: string[]; broken: string[] }
type Somebody = Visitor & { chainId: string }

async function aStranger(role: StaffRole): Promise<Somebody> {
  const other = await aChain({ euros: 500 })
  const clinic = await aClinic(other)
  return visitor(await aStaff(other, role, role === 'chain_manager' ? 'all' : [clinic.id]))
}

async function visitor({ chainId, staffId }: Awaited<ReturnType<typeof aStaff>>): Promise<Somebody> {
  return { chainId, ...(await visitorOf(staffId ?? '')) }
}

async function anOperator(): Promise<Visitor> {
  const [person] = await db().execute<{ id: string }>(sql`
    insert into staff (name, email, role) values ('Olev Oper', gen_random_uuid() || '@example.ee', 'operator') returning id`)
  return visitorOf(person?.id ?? '')
}

/** @returns what could be read, what had changed or was tied to it after all was tried, and what the portal broke over */
async function tryEverything(somebody: Somebody): Promise<Outcome> {
  const { chainId } = canaries.ctx
  const isOfTheChain = somebody.chainId === chainId
  const words = isOfTheChain ? canaries.words : [...canaries.words, ...canaries.ownWords]
  const staffId = String(canaries.known[0]?.staffId)
  const watched = isOfTheChain ? canaries.clinicsOwn : []
  const before = await fingerprints(chainId, staffId, watched)
  const outcome: Outcome = { read: [], changed: [], tied: [], broken: [] }
  const note = (way: string, answers: Answer[]) => {
    if (answers.some((answer) => leaks(answer, words, way))) outcome.read.push(way)
    for (const { status } of answers) if (status >= 500) outcome.broken.push(`${way} ${status}`)
  }
  await forEach(ADDRESSES, async (address) => {
    for (const method of address.methods) {
      const answers = await Promise.all(pathsTo(address).map((path) => portal.get(somebody, path, method)))
      note(`${method} ${address.path}`, answers)
    }
  })
  await forEach(ACTIONS, async (action) => note(action.name, await callAll(somebody, action)))
  const after = await fingerprints(chainId, staffId, watched)
  outcome.changed = Object.keys(after).filter((table) => after[table] !== before[table])
  if (!isOfTheChain) outcome.tied = await tablesNaming(idsOf(canaries), somebody.chainId)
  return outcome
}

/** Some at a time, in their order. */
async function forEach<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values()
  const takeTurns = async () => {
    for (const one of left) await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns))
}

async function callAll(somebody: Visitor, action: Action): Promise<Answer[]> {
  const inputs = canaries.known.flatMap((known) =>
    action.schemas.map((schema) => withMore(plausibleInput(schema, known))),
  )
  const answers: Answer[] = []
  for (const input of inputs.filter(isNew)) {
    const args = action.form ? { form: input as Record<string, unknown> } : { input }
    // A session for each: what one action ends, such as all sessions, does not spare the next.
    const visitor = await visitorOf(somebody.staffId)
    answers.push(await portal.act(visitor, filled(action.page, canaries.known[0] ?? {}), action.id, args))
  }
  return answers
}

/** What whoever posts without the form would add: rows of the chain that is tried, another role, money, a decision already made. */
function withMore(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  const { chainId, staffId } = canaries.known[0] ?? {}
  return { ...fieldsOfNoForm({ chainId, staffId, clinicId: canaries.clinic.id }), ...input }
}

function pathsTo(address: Address): string[] {
  return canaries.known.map((known) => filled(address.path, known)).filter(isNew)
}

function isNew(value: unknown, index: number, all: unknown[]): boolean {
  return all.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === index
}

function filled(path: string, known: Record<string, unknown>): string {
  return path.replace(/\[(\w+)\]/g, (_, name: string) => {
    if (known[name] === undefined) throw new Error(`no canary is known for [${name}] of ${path}`)
    return String(known[name])
  })
}

/** A PDF keeps its words packed, so one of a patient counts for all of theirs, any other for those of the chain. */
function leaks({ body, isPdf }: Answer, words: string[], path = ''): boolean {
  if (isPdf)
    return words.includes(path.includes('[patientId]') ? (canaries.words[0] ?? '') : (canaries.ownWords[0] ?? ''))
  return words.some((word) => body.includes(word))
}

function idsOf({ known }: Canaries): string[] {
  const values = known.flatMap((one) => Object.values(one))
  return values.filter((value): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value))
}
