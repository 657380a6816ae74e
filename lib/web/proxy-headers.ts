// What proxy.ts tells the page, or the listener for hooks, that it hands on to.

/** The address of the page, which a page does not know itself. */
export const PATH_HEADER = 'x-portal-path'

/** What every script and style element of this response carries; see contentSecurityPolicy. */
export const NONCE_HEADER = 'x-nonce'

/** The query of a hook as it was sent (worker/inbound.ts reads it). */
export const SEARCH_HEADER = 'x-hook-search'
