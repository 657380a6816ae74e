import pino from 'pino'

import { describeError } from '#lib/runtime/describe-error.ts'
import { env } from '#lib/runtime/env.ts'

// What a line may hold beside its message: ids, counts, durations, and words of ours. `name` is that of a provider, a table or an
// error, `reason` a code: nothing that a patient or the staff has typed belongs into either, and no other field would take it.
const LOGGED_FIELDS = [
  'chainId',
  'clinicId',
  'campaignId',
  'patientId',
  'staffId',
  'deliveryId',
  'batchId',
  'importId',
  'queue',
  'jobId',
  'channel',
  'provider',
  'transport',
  'role',
  'seal',
  'route',
  'method',
  'status',
  'reason',
  'name',
  'count',
  'attempt',
  'port',
  'seconds',
  'milliseconds',
] as const

export type LogFields = Partial<Record<(typeof LOGGED_FIELDS)[number], string | number | boolean | null | undefined>>

type Write = (message: string, fields?: LogFields) => void
type WriteError = (message: string, error: unknown, fields?: LogFields) => void

const allowed = new Set<string>(LOGGED_FIELDS)

let logger: pino.Logger | undefined

/**
 * The log: one line of JSON an event, on standard output.
 *
 * `error` takes what was thrown; values that a query carried never reach the log (see describe-error.ts).
 */
export const log: { debug: Write; info: Write; warn: Write; error: WriteError } = {
  debug: (message, fields) => pinoLogger().debug(onlyAllowed(fields), message),
  info: (message, fields) => pinoLogger().info(onlyAllowed(fields), message),
  warn: (message, fields) => pinoLogger().warn(onlyAllowed(fields), message),
  error: (message, error, fields) =>
    pinoLogger().error({ ...onlyAllowed(fields), error: describeError(error) }, message),
}

/** Drops whatever is not allow-listed; types stop it in our code, this stops what comes past them. */
export function onlyAllowed(fields: LogFields = {}): LogFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name)))
}

function pinoLogger(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime })
  return logger
}
