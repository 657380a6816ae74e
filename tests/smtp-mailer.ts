import type { EmailProvider, OutboundEmail } from '#lib/providers/provider.ts'
import { createSmtpProvider } from '#lib/providers/smtp/provider.ts'
import type { SmtpTransport } from '#lib/providers/transport.ts'
import type { SinkReaction, SinkStep, SmtpSink } from '#tests/smtp-sink.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

type Smtp = SmtpTransport & { from: string }

export const TIMES = { stepMs: 500, letterMs: 2_000, firstProbeMs: 60_000, longestProbeMs: 60_000 }
const open: { close?(): Promise<void>; stop?(): Promise<void> }[] = []

export async function closeOpened(): Promise<void> {
  for (const { close, stop } of open.splice(0).toReversed()) await (close ?? stop)?.()
}

export async function sinkThat(script: Parameters<typeof startSmtpSink>[0] = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink(script)
  open.push(sink)
  return sink
}

/** A sink that reacts at one step of the first letter, and takes every later one. */
export function sinkWith(step: SinkStep, reaction: SinkReaction): Promise<SmtpSink> {
  return sinkThat({ react: (at, attempt) => (at === step && attempt === 0 ? reaction : undefined) })
}

export function mailerOf({ port }: { port: number }, changes: Partial<Smtp> = {}, times = TIMES): EmailProvider {
  const provider = createSmtpProvider(
    {
      kind: 'smtp',
      host: '127.0.0.1',
      port,
      tls: false,
      user: null,
      password: '',
      from: 'kliinik@naeratus.ee',
      window: 3,
      dkim: null,
      bounces: null,
      ...changes,
    },
    { name: 'smtp', onReceipt: async () => {}, onReply: async () => {} },
    times,
  )
  open.push(provider)
  return provider
}

export function aLetter(changes: Partial<OutboundEmail> = {}): OutboundEmail {
  return {
    clientRef: '2611abc',
    to: 'mari@naide.ee',
    fromName: 'Hambakliinik Õnn',
    subject: 'Kontroll südamega – „aasta möödas”',
    text: 'Tere, Mari!\n\nOotame Teid. Ждём Вас. 5 €\n.\nLõpp',
    html: '<p>Tere, Mari! Ждём Вас. 5 €</p>',
    language: 'et',
    oneClickUrl: null,
    validUntil: new Date('2026-11-23T18:30:00Z'),
    ...changes,
  }
}
