import { z } from 'zod'

import type { Channel } from '#lib/providers/transport.ts'
import { channelOf, parseTransport } from '#lib/providers/transport.ts'
import { isAddressEntry } from '#lib/runtime/address-list.ts'

// Every setting of the portal, described for people in .env.example (a test holds the two equal).

const LAST_PORT = 65_535
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const aWholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(min).max(max))

const wholeNumber = (min: number, max: number, fallback: number) =>
  aWholeNumber(min, max).default(fallback).describe(`a whole number from ${min} to ${max}`)

/** The address of a provider, as `npm run provider` takes it too. Kept as it is written: it is read where it is used. */
const transport = (channel: Channel) =>
  z
    .string()
    .default('sandbox')
    .refine((address) => carries(address, channel))

const addressList = () =>
  z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .refine((entries) => entries.every(isAddressEntry))
    .describe('addresses and networks such as 10.0.0.5,192.168.0.0/16')

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
  SMS_TRANSPORT: transport('sms').describe(
    'sandbox, or an address such as smpp://user:password@host:port?window=50, messentes://… or kannel://…',
  ),
  EMAIL_TRANSPORT: transport('email').describe(
    'sandbox, or smtp://user:password@host:port?from=name@clinic.example (smtps:// for TLS from the first byte)',
  ),
  LETTERS_SMTP: z
    .string()
    .refine((address) => isMailServer(address))
    .optional()
    .describe('an address such as smtp://user:password@host:port (smtps:// for TLS from the first byte)'),
  LETTERS_FROM: z.email().optional().describe('a mailbox such as portal@example.ee'),
  STRIPE_SECRET_KEY: z.string().min(8).optional().describe('the secret key of an account with Stripe'),
  STRIPE_WEBHOOK_SECRET: z.string().min(8).optional().describe('the signing secret of the webhook at Stripe'),
  STRIPE_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://api.stripe.com')
    .describe('the address of the card service'),
  OPERATOR_SECOND_STEP: z.enum(['required', 'optional']).optional().describe('required or optional'),
  METRICS_TOKEN: z.string().min(16).optional().describe('at least 16 random characters'),
  WORKER_CONCURRENCY: wholeNumber(1, 64, 4),
  LEASE_SECONDS: wholeNumber(1, 600, 60),
  INBOUND_PORT: aWholeNumber(1, 65_535).optional().describe('a whole number from 1 to 65535'),
  BOUNCES_PORT: aWholeNumber(1, 65_535).optional().describe('a whole number from 1 to 65535'),
  BOUNCES_TLS_CERT: z.string().optional().describe('the file of a certificate, with BOUNCES_TLS_KEY beside it'),
  BOUNCES_TLS_KEY: z.string().optional().describe('the file of the key of BOUNCES_TLS_CERT, which must be set, too'),
  TRUSTED_PROXIES: addressList(),
  PROVIDER_NETWORKS: addressList(),
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

export type Env = Omit<z.output<typeof settings>, 'PUBLIC_URL' | 'INBOUND_PORT' | 'OPERATOR_SECOND_STEP'> & {
  PUBLIC_URL: string
  OPERATOR_SECOND_STEP: 'required' | 'optional'
  INBOUND_PORT: number
}

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

type StripeSetting = 'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET' | 'STRIPE_API_URL'

/** Settings that were found out at run time, for this process and those it starts: `npm start` makes its database itself. */
export function setEnv(
  found: Partial<
    Record<
      | 'DATABASE_URL'
      | 'SECRET'
      | 'PROVIDER_NETWORKS'
      | 'LETTERS_SMTP'
      | 'LETTERS_FROM'
      | StripeSetting
      | 'METRICS_TOKEN',
      string
    >
  >,
): void {
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
  refuseHalf(result.data, 'BOUNCES_TLS_CERT', 'BOUNCES_TLS_KEY')
  const publicUrl = result.data.PUBLIC_URL ?? `http://localhost:${result.data.PORT}`
  return {
    ...result.data,
    PUBLIC_URL: publicUrl,
    OPERATOR_SECOND_STEP:
      result.data.OPERATOR_SECOND_STEP ?? (publicUrl.startsWith('https:') ? 'required' : 'optional'),
    INBOUND_PORT: result.data.INBOUND_PORT ?? portBeside(result.data.PORT),
  }
}

function refuseHalf(given: z.output<typeof settings>, ...names: ('BOUNCES_TLS_CERT' | 'BOUNCES_TLS_KEY')[]): void {
  const half = names.find((name) => given[name] !== undefined)
  const missing = names.find((name) => given[name] === undefined)
  if (half && missing) throw new WrongSetting(`${half} does not fit: it must be ${settings.shape[half].description}.`)
}

function portBeside(port: number): number {
  return port === LAST_PORT ? port - 1 : port + 1
}

function carries(address: string, channel: Channel): boolean {
  try {
    return [channel, null].includes(channelOf(parseTransport(address).kind))
  } catch {
    return false
  }
}

function isMailServer(address: string): boolean {
  return address !== 'sandbox' && carries(address, 'email')
}

/** What `read` reads of the settings; a wrong one ends the process with a sentence. */
export function orExit<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
