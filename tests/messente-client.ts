import { createMessenteProvider } from '#lib/providers/messente/provider.ts'
import type { OutboundSms, SmsProvider } from '#lib/providers/provider.ts'
import type { MessenteTransport } from '#lib/providers/transport.ts'
import type { Messente } from '#tests/messente-fake.ts'
import { startMessente } from '#tests/messente-fake.ts'

// Long enough for a machine with much else to do.
export const TIMES = { connectMs: 2_000, answerMs: 2_000, firstProbeMs: 50, longestProbeMs: 200 }
export const open: { close?(): Promise<void>; stop?(): Promise<void> }[] = []

export async function closeOpened(): Promise<void> {
  for (const { close, stop } of open.splice(0).toReversed()) await (close ?? stop)?.()
}

export async function messenteThat(script: Parameters<typeof startMessente>[0] = {}): Promise<Messente> {
  const messente = await startMessente(script)
  open.push(messente)
  return messente
}

export function clientOf(
  { port }: { port: number },
  changes: Partial<MessenteTransport> = {},
  times = TIMES,
): SmsProvider {
  const transport: MessenteTransport = {
    kind: 'messente',
    host: '127.0.0.1',
    port,
    tls: false,
    user: 'clinic',
    password: 'hush',
    window: 4,
    hookSecret: null,
    hookAddresses: [],
    hookUrl: 'https://portal.example.ee',
    ...changes,
  }
  const seat = { name: 'main', onReceipt: async () => {}, onReply: async () => {} }
  const provider = createMessenteProvider(transport, seat, times)
  open.push(provider)
  return provider
}

export function aText(changes: Partial<OutboundSms> = {}): OutboundSms {
  const validUntil = new Date(Date.now() + 3_600_500)
  return { clientRef: '2611abc', to: '+37255512345', from: 'Hambakliinik', text: 'Tere', validUntil, ...changes }
}

export const codeAndPlace = (provider: SmsProvider) => {
  const { state, detailCode } = provider.health()
  return [state, detailCode]
}
