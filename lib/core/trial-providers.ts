/** The sandbox by which trials go, of each channel. No account with a provider may be called so. */
export const TRIAL_PROVIDER = { sms: 'trial', email: 'trial-email' } as const
export const TRIAL_PROVIDERS: readonly string[] = Object.values(TRIAL_PROVIDER)
