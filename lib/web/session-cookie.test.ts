import { afterEach, expect, test, vi } from 'vitest'

import { setEnv } from '#lib/runtime/env.ts'
import { cookieName, keptCookie } from '#lib/web/session-cookie.ts'

function portalAt(address: string): void {
  vi.stubEnv('PUBLIC_URL', address)
  setEnv({}) // settings are read anew
}

afterEach(() => {
  vi.unstubAllEnvs()
  setEnv({})
})

test.each(['session', 'second_step', 'device'] as const)('under HTTPS no other host can set the cookie %s', (name) => {
  portalAt('https://portal.example.ee')
  expect(cookieName(name)).toBe(`__Host-meelespea.${name}`)
  // What a browser asks of that prefix: Secure, for all paths, of no domain.
  expect(keptCookie(60)).toEqual({ path: '/', httpOnly: true, sameSite: 'lax', secure: true, maxAge: 60 })
})

test('without HTTPS, on one’s own machine, browsers would drop such a cookie', () => {
  portalAt('http://localhost:3000')
  expect(cookieName('session')).toBe('meelespea.session')
  expect(keptCookie()).toEqual({ path: '/', httpOnly: true, sameSite: 'lax', secure: false })
})
