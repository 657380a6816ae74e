import { randomUUID } from 'node:crypto'

import { parseClientRef } from '#lib/core/client-ref.ts'
import { createHealth } from '#lib/providers/health.ts'
import type { OutboundSms, SendOutcome, SmsProvider } from '#lib/providers/provider.ts'

export type ScriptedProvider = SmsProvider & {
  /** Everything that was handed over, in order. */
  sent: (OutboundSms & { deliveryId: string })[]
}

/** A provider in this process that answers as the test says; without a script it accepts each text in one part. */
export function scriptedProvider(
  answer: (sms: OutboundSms & { deliveryId: string }, place: number) => Promise<SendOutcome> | SendOutcome = accepted,
  { windowSize = 10, name = 'scripted' }: { windowSize?: number; name?: string } = {},
): ScriptedProvider {
  const health = createHealth()
  health.set('up')
  const sent: ScriptedProvider['sent'] = []
  return {
    name,
    windowSize,
    dedupe: { kind: 'none' },
    health: health.read,
    sent,
    async send(outbound) {
      const sms = { ...outbound, deliveryId: parseClientRef(outbound.clientRef)?.deliveryId ?? '' }
      sent.push(sms)
      return answer(sms, sent.length - 1)
    },
    async close() {},
  }
}

export function accepted(): SendOutcome {
  return { outcome: 'accepted', refs: [randomUUID()] }
}

/** A moment that a test decides: everybody who waits for it goes on when it is opened. */
export function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}
