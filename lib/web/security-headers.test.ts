import { expect, test } from 'vitest'

import { contentSecurityPolicy, securityHeaders } from '#lib/web/security-headers.ts'

test('in production no script runs without the nonce, and none is evaluated from text', () => {
  const policy = contentSecurityPolicy({ nonce: 'abc', development: false, https: true })
  const scripts = policy.split('; ').find((directive) => directive.startsWith('script-src '))
  expect(scripts).toBe(`script-src 'self' 'nonce-abc' 'strict-dynamic'`)
  expect(policy).toContain(`style-src 'self' 'nonce-abc'`)
  expect(policy).toContain(`frame-ancestors 'none'`)
})

test('a demo without HTTPS is not told to use it', () => {
  expect(contentSecurityPolicy({ nonce: 'abc', development: false, https: false })).not.toContain('upgrade-insecure')
  expect(securityHeaders({ https: false })).not.toHaveProperty('Strict-Transport-Security')
  expect(securityHeaders({ https: true })).toHaveProperty('Strict-Transport-Security')
})

test('the address of a page, which may hold a name that was searched for, is told to nobody else', () => {
  expect(securityHeaders({ https: true })['Referrer-Policy']).toBe('same-origin')
})
