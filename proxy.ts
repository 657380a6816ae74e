import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'

import { NONCE_HEADER, PATH_HEADER } from '#lib/web/proxy-headers.ts'
import { contentSecurityPolicy, securityHeaders } from '#lib/web/security-headers.ts'
import { cookiesAreSecure, sessionCookieName } from '#lib/web/session-cookie.ts'

// Where nobody has to sign in. Everything else is guarded by the page itself (requireStaff); this only spares a detour.
const OPEN = /^\/(sign-in|reset|invite|o|v|dev)(\/|$)/

/** Pages whose address is a key: no search engine lists it. */
const KEY_IN_ADDRESS = /^\/(o|v|reset|invite)\//

/** Of these, those that post to routes of their own. A server action refuses a form that came without its origin, as `no-referrer` makes it. */
const PATIENTS = /^\/(o|v)\//

/** Receipts and replies of providers: a worker of this machine listens for them (worker/inbound.ts), so that one port is enough. */
const HOOKS = /^\/hooks\//

/** Gives each page its nonce and its headers, tells it its own address, and sends the signed-out to the sign-in page. Never the lock. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const path = pathname + search
  if (HOOKS.test(pathname)) return toListener(request)
  if (request.method === 'GET' && !OPEN.test(pathname) && !request.cookies.has(sessionCookieName())) {
    return NextResponse.redirect(new URL(`/sign-in?next=${encodeURIComponent(path)}`, request.url))
  }

  const https = cookiesAreSecure()
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy({
    nonce,
    development: process.env.NODE_ENV === 'development',
    https,
    takesCards: Boolean(process.env.STRIPE_SECRET_KEY),
  })

  const headers = new Headers(request.headers)
  headers.set(PATH_HEADER, path)
  headers.set(NONCE_HEADER, nonce)
  headers.set('Content-Security-Policy', policy)
  const response = isReadable(pathname)
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL('/unreadable-address', request.url), { request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of Object.entries(securityHeaders({ https }))) response.headers.set(name, value)
  if (KEY_IN_ADDRESS.test(pathname)) response.headers.set('X-Robots-Tag', 'noindex, nofollow')
  if (PATIENTS.test(pathname)) response.headers.set('Referrer-Policy', 'no-referrer')
  return response
}

/** Next answers 500 where a page's parameter is percent-encoded wrongly; to us it is an address that leads nowhere. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

function toListener(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const port = process.env.INBOUND_PORT || Number(process.env.PORT) + 1
  return NextResponse.rewrite(`http://127.0.0.1:${port}${pathname}${search}`)
}

export const config = {
  // Uploads stay outside, since the proxy truncates large bodies; so do machines' routes and files.
  matcher: ['/((?!api/|imports/upload|payments/upload|_next/|icon\\.svg|favicon\\.ico).*)'],
}
