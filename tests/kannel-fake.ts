import type { FakeAnswer, FakeRequest, HttpFake } from '#tests/http-fake.ts'
import { startHttpFake } from '#tests/http-fake.ts'

/** A text as it came: `text` decoded as Kannel does it, `body` the octets. */
export type KannelText = {
  to: string
  from: string
  coding: string
  validityMinutes: number
  dlrMask: number
  dlrUrl: string
  text: string
  body: Buffer
}

export type Kannel = HttpFake & {
  texts: KannelText[]
  /** The address that Kannel fetches to report, its escapes filled in. */
  receiptUrl(text: KannelText, status: number, said?: string): string
}

type Script = {
  react?: (text: KannelText, attempt: number, request: FakeRequest) => FakeAnswer | undefined
  take?: (text: KannelText) => void
  user?: string
  password?: string
  keep?: boolean
}

/** The sendsms interface of Kannel's smsbox on a free port of this machine: answers and their order as in gw/smsbox.c. */
export async function startKannel(script: Script = {}): Promise<Kannel> {
  const { user = 'clinic', password = 'hush', keep = true } = script
  const texts: KannelText[] = []
  let attempts = 0

  function answer(request: FakeRequest): FakeAnswer {
    const { method, url, headers, body } = request
    if (url !== '/cgi-bin/sendsms') return { status: 404 }
    if (method !== 'POST' || body.length === 0) return said(403, 'Authorization failed for sendsms')
    if (!headers['content-type']?.startsWith('text/plain')) return said(400, 'Invalid content-type')
    if (headers['x-kannel-username'] !== user || headers['x-kannel-password'] !== password) {
      return said(403, 'Authorization failed for sendsms')
    }
    if (!headers['x-kannel-to']) return said(400, 'Missing receiver(s) number(s), rejected')
    const text = textOf(request)
    const reaction = script.react?.(text, attempts++, request)
    if (!reaction || reaction.taken) {
      script.take?.(text)
      if (keep) texts.push(text)
    }
    return reaction ?? said(202, '0: Accepted for delivery')
  }

  const fake = await startHttpFake(answer, { keep })
  return {
    ...fake,
    get connections() {
      return fake.connections
    },
    get mostAtOnce() {
      return fake.mostAtOnce
    },
    texts,
    receiptUrl: ({ dlrUrl }, status, words = '') =>
      dlrUrl.replace('%d', String(status)).replace('%A', encodeURIComponent(words)),
  }
}

export function said(status: number, words: string): FakeAnswer {
  return { status, headers: { 'content-type': 'text/html' }, body: words }
}

function textOf({ headers, body }: FakeRequest): KannelText {
  const field = (name: string) => String(headers[`x-kannel-${name}`] ?? '')
  const charset = /charset=([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  return {
    to: field('to'),
    from: field('from'),
    coding: field('coding'),
    validityMinutes: Number(field('validity')),
    dlrMask: Number(field('dlr-mask')),
    dlrUrl: field('dlr-url'),
    text: new TextDecoder(charset).decode(body),
    body,
  }
}
