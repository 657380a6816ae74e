import type { SessionTimes } from '#db/queries/sessions.ts'

const MINUTE_SECONDS = 60
const HOUR_SECONDS = 60 * MINUTE_SECONDS

/** A reception uses the portal all day, so half an hour counts from the last use; after half a day everybody signs in anew. */
export const SESSION_TIMES: SessionTimes = { idleSeconds: 30 * MINUTE_SECONDS, absoluteSeconds: 12 * HOUR_SECONDS }
export const TOUCH_AFTER_SECONDS = MINUTE_SECONDS

export const SECOND_STEP_SECONDS = 10 * MINUTE_SECONDS
export const PASSKEY_SECONDS = 5 * MINUTE_SECONDS
export const RESET_SECONDS = HOUR_SECONDS
export const KNOWN_DEVICE_SECONDS = 180 * 24 * HOUR_SECONDS
