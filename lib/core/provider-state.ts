export const PROVIDER_STATES = ['up', 'connecting', 'down', 'throttled', 'refused'] as const
/** `refused`: it answers, and will not work with us until somebody mends the account or its address. */
export type ProviderState = (typeof PROVIDER_STATES)[number]
