// How a provider is reached, written as one address: kind://user:password@host:port?setting=value, with an s after the kind for TLS
// from the first byte. It holds a password: no error repeats it, and it lies sealed in the database (lib/runtime/seal.ts).

export const PROVIDER_KINDS = ['sandbox', 'smpp', 'messente', 'kannel', 'smtp'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]
export type Channel = 'sms' | 'email'

export type SandboxTransport = { kind: 'sandbox' }

type Server = { host: string; port: number; tls: boolean; user: string; password: string }

/** Receipts and replies come by requests of the provider; at least one of secret and addresses says that they are its own. */
type Hooks = {
  hookSecret: string | null
  /** Addresses and networks that its requests come from. */
  hookAddresses: string[]
  /** Where it finds us, when that is not PUBLIC_URL. */
  hookUrl: string | null
}

export type SmppTransport = Server & {
  kind: 'smpp'
  /** How many texts may be on the wire unanswered, over all binds. */
  window: number
  binds: number
}

export type MessenteTransport = Server &
  Hooks & {
    kind: 'messente'
    /** Connections, each with one request on it. */
    window: number
  }

export type KannelTransport = Server & Hooks & { kind: 'kannel'; path: string; window: number }

export type SmtpTransport = Omit<Server, 'user'> & {
  kind: 'smtp'
  /** Null where the server asks for no password. */
  user: string | null
  /** The mailbox that letters come from; null for one at the portal's own host. */
  from: string | null
  /** How many letters may be under way, each over a connection of its own. */
  window: number
  /** Signs letters for the domain of `from`; null where the mail server does it. */
  dkim: { selector: string; keyFile: string } | null
  /** The mailbox that letters which cannot be delivered come back to. */
  bounces: string | null
}

export type SmsTransport = SandboxTransport | SmppTransport | MessenteTransport | KannelTransport
export type EmailTransport = SandboxTransport | SmtpTransport
export type Transport = SmsTransport | EmailTransport

/** An address that cannot be used. Its message is a sentence for the operator and repeats nothing of the address. */
export class WrongTransport extends Error {
  override name = 'WrongTransport'
}

const MAX_WINDOW = 1000
const MAX_BINDS = 16
const LONGEST_BOUNCES_NAME = 11
const MAILBOX = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/
const HOOKS = ['hook-secret', 'hook-addresses', 'hook-url']

type Kind = {
  ports: { plain: number; tls: number }
  settings: string[]
  read(address: Server, settings: Settings): Transport
}

// The one table of what each kind of address may say.
const KINDS: Record<Exclude<ProviderKind, 'sandbox'>, Kind> = {
  smpp: {
    ports: { plain: 2775, tls: 2775 },
    settings: ['window', 'binds'],
    read: (server, settings) => {
      const window = settings.whole('window', 10, MAX_WINDOW)
      const binds = settings.whole('binds', 1, MAX_BINDS)
      if (binds > window) throw new WrongTransport('binds may not be more than window: each needs room for a text.')
      return { kind: 'smpp', ...withUser(server), window, binds }
    },
  },
  messente: {
    ports: { plain: 80, tls: 443 },
    settings: ['window', ...HOOKS],
    read: (server, settings) => ({
      kind: 'messente',
      ...withUser(server),
      window: settings.whole('window', 8, MAX_WINDOW),
      ...hooksOf(settings),
    }),
  },
  kannel: {
    ports: { plain: 13013, tls: 443 },
    settings: ['window', ...HOOKS],
    read: (server, settings) => ({
      kind: 'kannel',
      ...withUser(server),
      path: settings.path === '/' ? '/cgi-bin/sendsms' : settings.path,
      window: settings.whole('window', 8, MAX_WINDOW),
      ...hooksOf(settings),
    }),
  },
  smtp: {
    ports: { plain: 587, tls: 465 },
    settings: ['window', 'from', 'dkim-selector', 'dkim-key', 'bounces'],
    read: (server, settings) => ({
      kind: 'smtp',
      ...server,
      user: server.user || null,
      from: settings.mailbox('from') ?? (server.user.includes('@') ? server.user : null),
      window: settings.whole('window', 5, MAX_WINDOW),
      dkim: dkimOf(settings),
      bounces: bouncesOf(settings),
    }),
  },
}

/**
 * Reads an address such as `smpp://user:password@host:2775?window=50`, or `sandbox`.
 *
 * @throws WrongTransport for the first thing in it that does not fit
 */
export function parseTransport(text: string): Transport {
  if (text === 'sandbox') return { kind: 'sandbox' }
  const url = URL.parse(text)
  const scheme = url?.protocol.slice(0, -1) ?? ''
  const name = Object.keys(KINDS).find((kind) => scheme === kind || scheme === `${kind}s`) as keyof typeof KINDS
  if (!url || !name)
    throw new WrongTransport(`The address must begin with ${namesOf(Object.keys(KINDS))}://, or be sandbox.`)
  if (!url.hostname) throw new WrongTransport('The address names no host.')

  const { ports, settings, read } = KINDS[name]
  const strange = [...url.searchParams.keys()].find((key) => !settings.includes(key))
  if (strange !== undefined)
    throw new WrongTransport(`${name} knows ${settings.join(', ')} after the question mark, nothing else.`)
  const tls = scheme !== name
  const server = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (tls ? ports.tls : ports.plain),
    tls,
    user: decoded(url.username),
    password: decoded(url.password),
  }
  return read(server, settingsOf(url))
}

/** The channel that a kind of provider carries; null for the sandbox, which carries each. */
export function channelOf(kind: ProviderKind): Channel | null {
  if (kind === 'sandbox') return null
  return kind === 'smtp' ? 'email' : 'sms'
}

type Settings = {
  path: string
  text(name: string): string | null
  whole(name: string, fallback: number, max: number): number
  mailbox(name: string): string | null
}

function settingsOf({ pathname, searchParams }: URL): Settings {
  const text = (name: string) => searchParams.get(name) || null
  return {
    path: pathname || '/',
    text,
    whole(name, fallback, max) {
      const given = Number(text(name) ?? fallback)
      if (Number.isInteger(given) && given >= 1 && given <= max) return given
      throw new WrongTransport(`${name} must be a whole number from 1 to ${max}.`)
    },
    mailbox(name) {
      const given = text(name)
      if (given === null || MAILBOX.test(given)) return given
      throw new WrongTransport(`${name} must be a mailbox such as name@clinic.example.`)
    },
  }
}

function withUser(server: Server): Server {
  if (server.user === '') throw new WrongTransport('The address names no user: put user:password@ before the host.')
  return server
}

function hooksOf(settings: Settings): Hooks {
  const hookUrl = settings.text('hook-url')
  if (hookUrl !== null && !/^https?:$/.test(URL.parse(hookUrl)?.protocol ?? '')) {
    throw new WrongTransport('hook-url must be an address that begins with http:// or https://.')
  }
  const hookAddresses = (settings.text('hook-addresses') ?? '').split(',').filter((address) => address !== '')
  return { hookSecret: settings.text('hook-secret'), hookAddresses, hookUrl }
}

/** Each letter's own return path needs the rest of the 64 characters before the @ (lib/providers/smtp/verp.ts). */
function bouncesOf(settings: Settings): string | null {
  const bounces = settings.mailbox('bounces')
  if (bounces === null || bounces.indexOf('@') <= LONGEST_BOUNCES_NAME) return bounces?.toLowerCase() ?? null
  throw new WrongTransport(`bounces must have at most ${LONGEST_BOUNCES_NAME} characters before the @.`)
}

function dkimOf(settings: Settings): SmtpTransport['dkim'] {
  const selector = settings.text('dkim-selector')
  const keyFile = settings.text('dkim-key')
  if (Boolean(selector) !== Boolean(keyFile)) {
    throw new WrongTransport('dkim-selector and dkim-key go together: the name of the key, and the file it is in.')
  }
  return selector && keyFile ? { selector, keyFile } : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new WrongTransport('User or password has a % that escapes nothing: write % as %25.')
  }
}

function namesOf(kinds: string[]): string {
  return `${kinds.slice(0, -1).join('://, ')}:// or ${kinds.at(-1)}`
}
