/**
 * What a browser may do with a page of the portal: run scripts that carry this response's nonce and what those load, nothing from
 * anywhere else. Style attributes stay allowed, since charts, meters and floating layers are placed by them; style elements need the nonce.
 */
export function contentSecurityPolicy({
  nonce,
  development,
  https,
  takesCards = false,
}: {
  nonce: string
  development: boolean
  https: boolean
  takesCards?: boolean
}): string {
  const directives = {
    'default-src': `'self'`,
    // `next dev` evaluates code and injects styles without a nonce.
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    'style-src': development ? `'self' 'unsafe-inline'` : `'self' 'nonce-${nonce}'`,
    'style-src-attr': `'unsafe-inline'`,
    'img-src': `'self' data: blob:`,
    'font-src': `'self'`,
    'connect-src': development ? `'self' ws:` : `'self'`,
    'object-src': `'none'`,
    'base-uri': `'none'`,
    // Without scripts the form that pays by card is redirected there.
    'form-action': takesCards ? `'self' https://checkout.stripe.com` : `'self'`,
    'frame-ancestors': `'none'`,
    ...(https && { 'upgrade-insecure-requests': '' }),
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join('; ')
}

const TWO_YEARS_SECONDS = 2 * 365 * 24 * 60 * 60

/** The headers every page carries beside the policy. */
export function securityHeaders({ https }: { https: boolean }): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(https && { 'Strict-Transport-Security': `max-age=${TWO_YEARS_SECONDS}` }),
  }
}
