/** The longest text that the trade prices by: it fills one segment in Latin letters and two in Cyrillic. */
export const COMMON_TEXT_CHARACTERS = 133
export const COMMON_TEXT_SEGMENTS = { latin: 1, cyrillic: 2 } as const
