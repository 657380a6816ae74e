import { z } from 'zod'

// Every setting of the portal, described for people in .env.example (a test holds the two equal).

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const DEFAULT_SMPP_PORT = 2775
const DEFAULT_SMTP_PORT = 587
const DEFAULT_SMTPS_PORT = 465
const DEFAULT_WINDOW = 10
const DEFAULT_EMAIL_WINDOW = 5
const MAX_WINDOW = 1000
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
  return { ...result.data, PUBLIC_URL: result.data.PUBLIC_URL ?? `http://localhost:${result.data.PORT}` }
}

function parseSmsTransport(text: string, context: z.RefinementCtx): SmsTransport {
  if (text === 'sandbox') return { name: 'sandbox' }
  const url = URL.parse(text)
  const window = Number(url?.searchParams.get('window') ?? DEFAULT_WINDOW)
  if (!url || !/^smpps?:$/.test(url.protocol) || !url.hostname || !url.username || !fitsWindow(window)) {
    context.addIssue('not an SMS transport')
    return z.NEVER
  }
  return {
    name: 'smpp',
    host: url.hostname,
    port: Number(url.port) || DEFAULT_SMPP_PORT,
    tls: url.protocol === 'smpps:',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    window,
  }
}

function parseEmailTransport(text: string, context: z.RefinementCtx): EmailTransport {
  if (text === 'sandbox') return { name: 'sandbox' }
  const url = URL.parse(text)
  const user = url?.username ? decodeURIComponent(url.username) : null
  const from = url?.searchParams.get('from') ?? user ?? ''
  const window = Number(url?.searchParams.get('window') ?? DEFAULT_EMAIL_WINDOW)
  const selector = url?.searchParams.get('dkim-selector')
  const keyFile = url?.searchParams.get('dkim-key')
  const complete = MAILBOX.test(from) && fitsWindow(window) && Boolean(selector) === Boolean(keyFile)
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || !complete) {
    context.addIssue('not an e-mail transport')
    return z.NEVER
  }
  const tls = url.protocol === 'smtps:'
  return {
    name: 'smtp',
    host: url.hostname,
    port: Number(url.port) || (tls ? DEFAULT_SMTPS_PORT : DEFAULT_SMTP_PORT),
    tls,
    user,
    password: decodeURIComponent(url.password),
    from,
    window,
    dkim: selector && keyFile ? { selector, keyFile } : null,
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
