import { createHealth } from '#lib/providers/health.ts'
import type { Asked, Endpoint, HttpTimes } from '#lib/providers/http/endpoint.ts'
import { HTTP_TIMES, openEndpoint } from '#lib/providers/http/endpoint.ts'
import type { HttpAnswer } from '#lib/providers/http/exchange.ts'
import { hooksUrlOf } from '#lib/providers/http/hooks-url.ts'
import { errorsOf, outcomeOf, outcomeOfError } from '#lib/providers/messente/outcome.ts'
import type { OutboundSms, ProviderSeat, SendOutcome, SmsProvider } from '#lib/providers/provider.ts'
import type { MessenteTransport } from '#lib/providers/transport.ts'

/** As Messente recommends, so that its answer comes within reasonable time. */
const TEXTS_A_REQUEST = 500
const LONGEST_VALIDITY_SECONDS = 72 * 3600
/** Names no message: asked for its status, the interface answers that it knows none, or that it does not know us. */
const NOBODYS_MESSAGE = '00000000-0000-4000-8000-000000000000'

/**
 * Messente's Omnichannel API, version 1, SMS only.
 *
 * It takes no reference of ours, so each text is given an address of its own for its receipts, and that address brings the
 * reference back. Messages can only be asked for by its own ids, which a lost answer leaves unknown: no look-up.
 *
 * @see https://messente.com/documentation/omnichannel-api
 */
export function createMessenteProvider(
  transport: MessenteTransport,
  { name }: ProviderSeat,
  times: HttpTimes = HTTP_TIMES,
): SmsProvider {
  const hooksUrl = hooksUrlOf(transport, name)
  const health = createHealth()
  const headers = {
    authorization: `Basic ${Buffer.from(`${transport.user}:${transport.password}`).toString('base64')}`,
    'content-type': 'application/json',
    accept: 'application/json',
  }
  const endpoint = openEndpoint(transport, {
    health,
    times,
    probe: { method: 'GET', path: `/v1/omnimessage/${NOBODYS_MESSAGE}/status`, headers, body: null, judge: judgeProbe },
  })
  const sending = new Set<Promise<unknown>>()
  let closing = false

  function post(path: string, payload: unknown): Asked {
    return { method: 'POST', path, headers, body: Buffer.from(JSON.stringify(payload)) }
  }

  async function sendOne(sms: OutboundSms): Promise<SendOutcome> {
    const answer = await endpoint.ask(post('/v1/omnimessage', omnimessage(sms, hooksUrl)))
    if (answer.kind === 'none') return answer
    return refusalOf(answer) ?? outcomeOf(jsonOf(answer))
  }

  async function sendBulk(texts: readonly OutboundSms[]): Promise<SendOutcome[]> {
    const answer = await endpoint.ask(
      post('/v1/omnimessages', { messages: texts.map((sms) => omnimessage(sms, hooksUrl)) }),
    )
    if (answer.kind === 'none') return texts.map(() => answer)
    const refusal = refusalOf(answer)
    // One text that does not fit spoils the request; alone, each is judged by itself.
    if (refusal?.outcome === 'rejected') return Promise.all(texts.map(sendOne))
    if (refusal) return texts.map(() => refusal)
    return pairUp(texts, (jsonOf(answer) as { messages?: unknown }).messages)
  }

  /** What an answer as a whole says, where it is no list of messages. */
  function refusalOf(answer: HttpAnswer): SendOutcome | null {
    const { status } = answer
    const json = jsonOf(answer)
    if (status === 429) {
      endpoint.holdBack(answer.headers['retry-after'])
      return { outcome: 'not_sent', detail: 'throttled (429)' }
    }
    if (status === 401 || status === 403) {
      endpoint.note('refused', 'credentials')
      return { outcome: 'not_sent', detail: `not let in (${status})` }
    }
    if (status === 402) {
      endpoint.note('refused', 'no_credit')
      return { outcome: 'not_sent', detail: 'no credit (402)' }
    }
    if (status === 404 || status === 405) {
      endpoint.note('refused', 'not_the_api')
      return { outcome: 'not_sent', detail: `no such address (${status})` }
    }
    if (status >= 500) {
      endpoint.note('down', 'server_error')
      return { outcome: 'unknown', detail: `server error (${status})` }
    }
    if (json === undefined || status < 200 || (status >= 300 && status < 400)) {
      endpoint.note('down', 'not_the_api')
      return { outcome: 'unknown', detail: `not an answer of the interface (${status})` }
    }
    endpoint.note('up')
    if (status < 300) return null
    const [error] = errorsOf(json)
    return error ? outcomeOfError(error) : { outcome: 'unknown', detail: `refused without a reason (${status})` }
  }

  async function whileOpen<T>(work: () => Promise<T>, closed: T): Promise<T> {
    if (closing) return closed
    const running = work()
    sending.add(running)
    return running.finally(() => sending.delete(running))
  }

  return {
    name,
    windowSize: transport.window,
    dedupe: { kind: 'none' },
    bulkSize: TEXTS_A_REQUEST,
    send: (sms) => whileOpen<SendOutcome>(() => sendOne(sms), CLOSING),
    sendMany: (texts) =>
      whileOpen<SendOutcome[]>(
        () => sendBulk(texts),
        texts.map(() => CLOSING),
      ),
    health: () => health.read(),
    async close() {
      closing = true
      await Promise.allSettled(sending)
      await endpoint.close()
    },
  }
}

const CLOSING: SendOutcome = { outcome: 'not_sent', detail: 'closing' }

function judgeProbe(endpoint: Endpoint, answer: HttpAnswer) {
  if (answer.status === 401 || answer.status === 403) endpoint.note('refused', 'credentials')
  else if (answer.status >= 500) endpoint.note('down', 'server_error')
  else if (jsonOf(answer) === undefined) endpoint.note('down', 'not_the_api')
  else endpoint.note('up')
}

/** The text as it stands: Messente's own replacing of letters stays off, and it keeps no copy of what a patient is told. */
function omnimessage({ to, from, text, validUntil, clientRef }: OutboundSms, hooksUrl: string) {
  const seconds = Math.floor((validUntil.getTime() - Date.now()) / 1000)
  const ttl = Math.min(Math.max(seconds, 1), LONGEST_VALIDITY_SECONDS)
  return {
    to,
    messages: [{ channel: 'sms', sender: from, text, ttl, autoconvert: 'off' }],
    dlr_url: `${hooksUrl}/receipt/${clientRef}`,
    text_store: 'nostore',
  }
}

/** Answers to a list come in its order; where they do not agree with it, nobody can tell whose they are. */
function pairUp(texts: readonly OutboundSms[], entries: unknown): SendOutcome[] {
  const list: unknown[] = Array.isArray(entries) ? entries : []
  const inOrder =
    list.length === texts.length &&
    list.every((entry, index) => {
      const to = (entry as { to?: unknown } | null)?.to
      return to === undefined || to === null || to === texts[index]?.to
    })
  if (!inOrder) return texts.map(() => ({ outcome: 'unknown', detail: 'the answers do not fit the texts' }))
  return list.map(outcomeOf)
}

/** Undefined for what is no JSON object, such as a page of HTML. */
function jsonOf({ body }: HttpAnswer): object | undefined {
  try {
    const json: unknown = JSON.parse(body)
    return typeof json === 'object' && json !== null ? json : undefined
  } catch {
    return undefined
  }
}
