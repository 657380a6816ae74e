/** Boxes stand in the list, and the form under it: filters are a form of their own, and forms do not nest. */
export const WRITE_FORM = 'write-to-patients'
