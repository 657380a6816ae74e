/** Prices begin at midnight where the service is sold from. */
export const DEFAULT_ZONE = 'Europe/Tallinn'
