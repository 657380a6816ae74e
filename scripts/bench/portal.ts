import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'

import { freePort } from '#bin/ports.ts'
import { WEB } from '#bin/process-commands.ts'
import { SECRET } from '#scripts/bench/databases.ts'
import { MANAGER, PASSWORD } from '#scripts/bench/seeding.ts'

const STANDARD_ERROR = 2
const READY_SECONDS = 120

export type Portal = {
  /** Asks for a page as the signed-in manager and reads it whole. @returns milliseconds @throws when it is not 200 */
  time(path: string): Promise<number>
  stop(): Promise<void>
}

/** Builds the portal unless its build is fresh. What the build says goes to standard error. */
export async function buildPortal(): Promise<void> {
  const build = spawn(process.execPath, ['bin/build.ts'], { stdio: ['ignore', STANDARD_ERROR, STANDARD_ERROR] })
  const [code] = await once(build, 'exit')
  if (code !== 0) throw new Error('the portal could not be built')
}

/** A web process of the built portal on a database, with the reference page switched on, and somebody signed in to it. */
export async function openPortal(url: string): Promise<Portal> {
  const port = await freePort()
  const address = `http://localhost:${port}`
  const settings = { PORT: String(port), PUBLIC_URL: address, DATABASE_URL: url, SECRET }
  const web = spawn(process.execPath, WEB, {
    env: { ...process.env, ...settings, NODE_ENV: 'production', LOG_LEVEL: 'warn', MEELESPEA_BENCH: 'on' },
    stdio: ['ignore', 'ignore', STANDARD_ERROR],
  })
  const gone = once(web, 'exit')
  const kill = () => web.kill()
  process.once('exit', kill)
  const pool = new Pool(address, { connections: 1 })
  const stop = async () => {
    await pool.close()
    web.kill()
    await gone
    process.off('exit', kill)
  }
  try {
    await answers(pool, web)
    const cookie = await signIn(pool, address)
    return { stop, time: (path) => timeOf(pool, path, cookie) }
  } catch (error) {
    await stop()
    throw error
  }
}

async function timeOf(pool: Pool, path: string, cookie: string): Promise<number> {
  const begun = performance.now()
  const { statusCode, body } = await pool.request({ method: 'GET', path, headers: { cookie } })
  const text = await body.text()
  const milliseconds = performance.now() - begun
  if (statusCode !== 200 || !text.endsWith('</html>')) throw new Error(`${path} answered ${statusCode}`)
  return milliseconds
}

async function answers(pool: Pool, web: { exitCode: number | null }): Promise<void> {
  for (const deadline = Date.now() + READY_SECONDS * 1000; Date.now() < deadline; await pause(100)) {
    if (web.exitCode !== null) break
    const response = await pool.request({ method: 'GET', path: '/api/health' }).catch(() => undefined)
    await response?.body.dump()
    if (response?.statusCode === 200) return
  }
  throw new Error('the measured portal does not answer')
}

/** Fills in the sign-in form as a browser without scripts does. @returns the cookies of the session */
async function signIn(pool: Pool, origin: string): Promise<string> {
  const page = await pool.request({ method: 'GET', path: '/sign-in' })
  const form = new FormData()
  for (const [tag] of (await page.body.text()).matchAll(/<input [^>]*type="hidden"[^>]*>/g)) {
    form.set(attribute(tag, 'name'), attribute(tag, 'value'))
  }
  form.set('email', MANAGER.email)
  form.set('password', PASSWORD)
  const encoded = new Response(form)
  const answer = await pool.request({
    method: 'POST',
    path: '/sign-in',
    headers: { origin, 'content-type': encoded.headers.get('content-type') ?? '' },
    body: Buffer.from(await encoded.arrayBuffer()),
  })
  await answer.body.dump()
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0])
  if (!cookies.some((cookie) => cookie?.includes('meelespea.session'))) {
    throw new Error(`signing in to the measured portal was answered with ${answer.statusCode}`)
  }
  return cookies.join('; ')
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}
