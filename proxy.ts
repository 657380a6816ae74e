import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'

import { NONCE_HEADER, PATH_HEADER } from '#lib/web/proxy-headers.ts'
import { contentSecurityPolicy, securityHeaders } from '#lib/web/security-headers.ts'
import { cookiesAreSecure, sessionCookieName } from '#lib/web/session-cookie.ts'

// Where nobody has to sign in. Everything else is guarded by the page itself (requireStaff); this only spares a detour.
const OPEN = /^\/(sign-in|o|dev)(\/|$)/

/** Gives each page its nonce and its headers, tells it its own address, and sends the signed-out to the sign-in page. Never the lock. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const path = pathname + search
  if (request.method === 'GET' && !OPEN.test(pathname) && !request.cookies.has(sessionCookieName())) {
    return NextResponse.redirect(new URL(`/sign-in?next=${encodeURIComponent(path)}`, request.url))
  }

  const https = cookiesAreSecure()
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy({ nonce, development: process.env.NODE_ENV === 'development', https })

  const headers = new Headers(request.headers)
  headers.set(PATH_HEADER, path)
  headers.set(NONCE_HEADER, nonce)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of Object.entries(securityHeaders({ https }))) response.headers.set(name, value)
  return response
}

export const config = {
  // Uploads stay outside, since the proxy truncates large bodies; so do machines' routes and files.
  matcher: ['/((?!api/|hooks/|imports/upload|_next/|icon\\.svg|favicon\\.ico).*)'],
}
