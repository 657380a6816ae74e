import { z } from 'zod'

// Every setting of the portal, described for people in .env.example (a test holds the two equal).

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const DEFAULT_SMPP_PORT = 2775
const DEFAULT_SMTP_PORT = 587
const DEFAULT_SMTPS_PORT = 465
const DEFAULT_WINDOW = 10
const DEFAULT_EMAIL_WINDOW = 5
const MAX_WINDOW = 1000
const NO_MAILBOX = ''
const MAILBOX = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/

export type SmsTransport =
  | { name: 'sandbox' }
  | {
      name: 'smpp'
      host: string
      port: number
      tls: boolean
      user: string
      password: string
      /** How many texts may be on the wire unanswered. */
      window: number
    }

export type EmailTransport =
  | { name: 'sandbox' }
  | {
      name: 'smtp'
      host: string
      port: number
      /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
      tls: boolean
      /** Null where the server asks for no password. */
      user: string | null
      password: string
      /** The mailbox that letters come from. */
      from: string
      /** How many letters may be under way, each over a connection of its own. */
      window: number
      /** Signs letters for the domain of `from`; null where the mail server does it. */
      dkim: { selector: string; keyFile: string } | null
    }

const wholeNumber = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))
    .default(fallback)
    .describe(`a whole number from ${min} to ${max}`)

const settings = z.object({
  PORT: wholeNumber(1, 65_535, 3000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('the address of the portal as a browser sees it, such as https://portal.example.ee'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('an address such as postgres://user:password@host:5432/meelespea'),
  DATABASE_POOL: wholeNumber(1, 200, 10),
  DATA_FOLDER: z.string().default('.data').describe('a folder that the portal may write to'),
  SECRET: z.string().min(32).optional().describe('at least 32 random characters'),
  SMS_TRANSPORT: z
    .string()
    .default('sandbox')
    .transform(parseSmsTransport)
    .describe('sandbox, or smpp://user:password@host:port?window=50'),
  EMAIL_TRANSPORT: z
    .string()
    .default('sandbox')
    .transform(parseEmailTransport)
    .describe(
      'sandbox, or smtp://user:password@host:port?from=name@clinic.example (smtps:// for TLS from the first byte)',
    ),
  WORKER_CONCURRENCY: wholeNumber(1, 64, 4),
  LEASE_SECONDS: wholeNumber(1, 600, 60),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .describe(`one of ${LOG_LEVELS.join(', ')}`),
  TEST_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('an address such as postgres://user:password@host:5432/postgres whose user may create databases'),
  CHROMIUM_PATH: z.string().optional().describe('the path of a Chromium for the browser tests'),
})

export const SETTING_NAMES = Object.keys(settings.shape)

export type Env = Omit<z.output<typeof settings>, 'PUBLIC_URL'> & { PUBLIC_URL: string }

/** A setting that cannot be used; its message is one sentence that names it and says what fits. */
export class WrongSetting extends Error {
  override name = 'WrongSetting'
}

let parsed: Env | undefined

/** The settings of this process, read once, at the first call. A wrong one ends the process with a sentence. */
export function env(): Env {
  parsed ??= orExit(() => readEnv(process.env))
  return parsed
}

/** Settings that were found out at run time, for this process and those it starts: `npm start` makes its database itself. */
export function setEnv(found: { DATABASE_URL?: string; SECRET?: string }): void {
  Object.assign(process.env, found)
  parsed = undefined
}

/** A setting that this process cannot do without. `npm start` sets both by itself. */
export function required(name: 'DATABASE_URL' | 'SECRET'): string {
  const value = env()[name]
  if (value !== undefined) return value
  return orExit(() => {
    throw new WrongSetting(`${name} is not set: it must be ${settings.shape[name].description}.`)
  })
}

/**
 * Reads settings from a set of variables; an empty one counts as not set.
 *
 * @throws WrongSetting for the first variable that does not fit. Its value is not repeated: it may be a password.
 */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = settings.safeParse(given)
  if (!result.success) {
    const name = String(result.error.issues[0]?.path[0]) as keyof typeof settings.shape
    throw new WrongSetting(`${name} does not fit: it must be ${settings.shape[name].description}.`)
  }
  const publicUrl = result.data.PUBLIC_URL ?? `http://localhost:${result.data.PORT}`
  return {
    ...result.data,
    PUBLIC_URL: publicUrl,
    EMAIL_TRANSPORT: withSender(result.data.EMAIL_TRANSPORT, publicUrl),
  }
}

function parseSmsTransport(text: string, context: z.RefinementCtx): SmsTransport {
  if (text === 'sandbox') return { name: 'sandbox' }
  const address = parseAddress(text, { name: 'smpp', port: DEFAULT_SMPP_PORT, tlsPort: DEFAULT_SMPP_PORT })
  const window = Number(address?.parameters.get('window') ?? DEFAULT_WINDOW)
  if (!address?.user || !fitsWindow(window)) {
    context.addIssue('not an SMS transport')
    return z.NEVER
  }
  const { host, port, tls, user, password } = address
  return { name: 'smpp', host, port, tls, user, password, window }
}

function parseEmailTransport(text: string, context: z.RefinementCtx): EmailTransport {
  if (text === 'sandbox') return { name: 'sandbox' }
  const address = parseAddress(text, { name: 'smtp', port: DEFAULT_SMTP_PORT, tlsPort: DEFAULT_SMTPS_PORT })
  const window = Number(address?.parameters.get('window') ?? DEFAULT_EMAIL_WINDOW)
  const from = address?.parameters.get('from') ?? (address?.user?.includes('@') ? address.user : null)
  const selector = address?.parameters.get('dkim-selector')
  const keyFile = address?.parameters.get('dkim-key')
  const fits = fitsWindow(window) && (from === null || MAILBOX.test(from)) && Boolean(selector) === Boolean(keyFile)
  if (!address || !fits) {
    context.addIssue('not an e-mail transport')
    return z.NEVER
  }
  const { host, port, tls, user, password } = address
  const dkim = selector && keyFile ? { selector, keyFile } : null
  return { name: 'smtp', host, port, tls, user, password, from: from ?? NO_MAILBOX, window, dkim }
}

/** Letters need a mailbox to come from; where none is named, it is one at the portal's own host. */
function withSender(transport: EmailTransport, publicUrl: string): EmailTransport {
  if (transport.name !== 'smtp' || transport.from !== NO_MAILBOX) return transport
  return { ...transport, from: `meelespea@${new URL(publicUrl).hostname}` }
}

/** `name://user:password@host:port?…`, with an s after the name for TLS; null for what is no such address. */
function parseAddress(text: string, scheme: { name: string; port: number; tlsPort: number }) {
  const url = URL.parse(text)
  if (!url?.hostname || ![`${scheme.name}:`, `${scheme.name}s:`].includes(url.protocol)) return null
  const tls = url.protocol !== `${scheme.name}:`
  try {
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || (tls ? scheme.tlsPort : scheme.port),
      tls,
      user: decodeURIComponent(url.username) || null,
      password: decodeURIComponent(url.password),
      parameters: url.searchParams,
    }
  } catch {
    return null // a % that escapes nothing
  }
}

function fitsWindow(window: number): boolean {
  return Number.isInteger(window) && window >= 1 && window <= MAX_WINDOW
}

function orExit<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
