// What proxy.ts tells the page it hands on to.

/** The address of the page, which a page does not know itself. */
export const PATH_HEADER = 'x-portal-path'

/** What every script and style element of this response carries; see contentSecurityPolicy. */
export const NONCE_HEADER = 'x-nonce'
