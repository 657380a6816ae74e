/** Where proxy.ts notes the address of the page, since a page does not know its own. */
export const PATH_HEADER = 'x-portal-path'
