import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

import { freePort } from '#bin/ports.ts'
import { insertSession } from '#db/queries/sign-in.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { SESSION_TIMES } from '#lib/sign-in/times.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'
import { sessionCookieName } from '#lib/web/session-cookie.ts'

export type Answer = { status: number; body: string; isPdf: boolean }

/** Who asks: a session, as its cookie. */
export type Visitor = { staffId: string; cookie: string }

export type Portal = {
  get(visitor: Visitor, path: string, method?: string): Promise<Answer>
  /** Calls an action as the browser's script does. */
  act(
    visitor: Visitor,
    page: string,
    id: string,
    args: { input: unknown } | { form: Record<string, unknown> },
  ): Promise<Answer>
  /** How many requests were answered. */
  requests(): number
  stop(): Promise<void>
}

const READY_MILLISECONDS = 110_000
const BROKEN_OFF = 599

/** A web process of the built portal on a database. */
export async function openPortal(databaseUrl: string, secret: string): Promise<Portal> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const settings = {
    PORT: String(port),
    PUBLIC_URL: origin,
    DATABASE_URL: databaseUrl,
    SECRET: secret,
    LOG_LEVEL: 'silent',
  }
  const web = spawn(process.execPath, ['bin/web.ts'], {
    env: { ...process.env, ...settings, NODE_ENV: 'production' },
    // With a lock taken out it has much to say.
    stdio: 'ignore',
  })
  const gone = once(web, 'exit')
  let requests = 0
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(origin + path, { redirect: 'manual', ...init })
    requests += 1
    // A body that breaks off counts as an error of the portal's, whatever its head had said.
    const body = await response.text().catch(() => undefined)
    const isPdf = response.headers.get('content-type') === 'application/pdf'
    return { status: body === undefined ? BROKEN_OFF : response.status, body: body ?? '', isPdf }
  }
  await untilReady(origin, () => web.exitCode !== null)

  return {
    get: (visitor, path, method = 'GET') =>
      ask(path, { method, headers: { cookie: visitor.cookie, origin }, ...(method !== 'GET' && { body: '' }) }),
    act: (visitor, page, id, args) =>
      ask(page, {
        method: 'POST',
        headers: { cookie: visitor.cookie, origin, accept: 'text/x-component', 'next-action': id },
        body: 'input' in args ? JSON.stringify([args.input]) : formReply(args.form),
      }),
    requests: () => requests,
    stop: async () => {
      web.kill()
      await gone
    },
  }
}

/** A session of somebody, past the sign-in: what is tried here is what comes after it. */
export async function visitorOf(staffId: string): Promise<Visitor> {
  const token = newToken()
  const seconds = SESSION_TIMES.absoluteSeconds
  const begun = await asAuth((tx) =>
    insertSession(tx, {
      staffId,
      tokenHash: hashOfToken(token),
      method: 'password',
      seconds,
      address: null,
      device: null,
    }),
  )
  if (!begun) throw new Error('nobody of this id may sign in')
  return { staffId, cookie: `${sessionCookieName()}=${token}` }
}

// As React writes the arguments of an action: the fields of the form by its number, then the state before it and the form.
function formReply(fields: Record<string, unknown>): FormData {
  const form = new FormData()
  for (const [name, value] of flat(fields)) form.append(`_1_${name}`, value)
  form.append('0', '[null,"$K1"]')
  return form
}

/** Fields as a browser posts them: a path for each value, a box that is not ticked left out. */
function flat(value: unknown, path = ''): [string, string][] {
  if (value === null || value === undefined || value === false) return []
  if (value === true) return [[path, 'on']]
  if (typeof value !== 'object') return [[path, String(value)]]
  if (Array.isArray(value) && typeof value[0] !== 'object') return value.map((one) => [path, String(one)])
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`))
}

async function untilReady(origin: string, isGone: () => boolean): Promise<void> {
  for (const deadline = Date.now() + READY_MILLISECONDS; Date.now() < deadline && !isGone(); await pause(100)) {
    const response = await fetch(`${origin}/api/health`).catch(() => undefined)
    if (response?.ok) return
  }
  throw new Error('the portal does not answer')
}
