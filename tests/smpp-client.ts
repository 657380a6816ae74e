import type { OnReceipt, OnReply, OutboundSms, SmsProvider } from '#lib/providers/provider.ts'
import { createSmppProvider } from '#lib/providers/smpp/provider.ts'
import type { Smsc } from '#tests/smsc-simulator.ts'
import { startSmsc } from '#tests/smsc-simulator.ts'

// A provider over SMPP and the SMSC it talks to; both end with the test.

// Long enough for a machine with much else to do.
const TIMES = { answerMs: 2_000, idleMs: 10_000, restOfTextMs: 3_000 }
/** What a test began, to be closed when it is over. */
export const open: { close?(): Promise<void>; stop?(): Promise<void> }[] = []

/** For `afterEach`: the last opened is closed first. */
export async function closeAll(): Promise<void> {
  for (const { close, stop } of open.splice(0).toReversed()) await (close ?? stop)?.()
}

export async function smscThat(script: Parameters<typeof startSmsc>[0] = {}): Promise<Smsc> {
  const smsc = await startSmsc(script)
  open.push(smsc)
  return smsc
}

export function clientOf(
  smsc: Pick<Smsc, 'port'>,
  {
    window = 10,
    onReceipt = async () => {},
    times = {} as Partial<typeof TIMES>,
    password = 'hush',
    tls = false,
    onReply = async () => {},
    binds = 1,
  } = {} as {
    window?: number
    binds?: number
    onReceipt?: OnReceipt
    onReply?: OnReply
    times?: Partial<typeof TIMES>
    password?: string
    tls?: boolean
  },
): SmsProvider {
  const transport = {
    kind: 'smpp',
    host: '127.0.0.1',
    port: smsc.port,
    tls,
    user: 'clinic',
    password,
    window,
    binds,
  } as const
  const provider = createSmppProvider(transport, { name: 'smpp', onReceipt, onReply }, { ...TIMES, ...times })
  open.push(provider)
  return provider
}

export function aText(text: string, changes: Partial<OutboundSms> = {}): OutboundSms {
  const validUntil = new Date('2026-11-23T18:30:00Z')
  return { clientRef: 'ref', to: '+37255512345', from: 'Hambakliinik', text, validUntil, ...changes }
}
