/** Whether a person made the navigation narrow; written in the browser, read by the layout. */
export const NAV_COOKIE = 'nav'
