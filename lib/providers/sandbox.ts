import { randomBytes } from 'node:crypto'

import type { SandboxText } from '#db/queries/sandbox.ts'
import { findSandboxRefs, insertSandboxTexts } from '#db/queries/sandbox.ts'
import type { DeliveryKey } from '#lib/core/client-ref.ts'
import { parseClientRef } from '#lib/core/client-ref.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'
import { createHealth } from '#lib/providers/health.ts'
import type {
  EmailProvider,
  OutboundEmail,
  OutboundSms,
  Provider,
  SendOutcome,
  SmsProvider,
} from '#lib/providers/provider.ts'
import { sandboxFate } from '#lib/providers/sandbox-fate.ts'
import type { SandboxTrial } from '#lib/providers/sandbox-trials.ts'
import { sandboxTrial } from '#lib/providers/sandbox-trials.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

// A worker that is killed leaves at most two windows in doubt, here as with a real provider.
const WINDOW = 200
const MAX_ATTEMPTS = 5

/**
 * A network that reaches nobody: it keeps every text for the outbox and plays the receipts (send-sandbox-receipts.ts). It
 * takes the same path as a real provider, and nothing leaves the machine.
 */
export function createSandbox(channel: 'sms', name?: string): SmsProvider
export function createSandbox(channel: 'email', name?: string): EmailProvider
export function createSandbox(channel: 'sms' | 'email', name = 'sandbox'): Provider<OutboundSms | OutboundEmail> {
  const health = createHealth()
  health.set('up')
  const intake = createIntake()
  const trials = createTrials()

  async function sendMany(outbounds: readonly (OutboundSms | OutboundEmail)[]): Promise<SendOutcome[]> {
    const given = outbounds.map((outbound) => {
      const ref = nextRef()
      return { outbound, ref, trial: trials.next(outbound.to, ref, outbound.text) }
    })
    try {
      await intake.add(
        given.flatMap(({ outbound, ref, trial }) => {
          const text = textOf({ channel, name }, ref, outbound)
          if (!trial) return [text]
          if (!trial.kept) return []
          return [{ ...text, receiptStatus: 'delivered' as const, delaySeconds: trial.kept.receiptAfterSeconds }]
        }),
      )
      return given.map(({ ref, trial }) => trial?.outcome ?? { outcome: 'accepted', refs: [ref] })
    } catch (error) {
      log.error('the sandbox could not keep texts', error, { channel })
      return given.map(() => ({ outcome: 'unknown', detail: 'the sandbox did not answer' }))
    }
  }

  return {
    name,
    windowSize: WINDOW,
    bulkSize: WINDOW,
    dedupe: { kind: 'lookup' } as const,
    health: health.read,
    sendMany,
    async send(outbound: OutboundSms | OutboundEmail): Promise<SendOutcome> {
      const [outcome] = await sendMany([outbound])
      return outcome ?? { outcome: 'unknown', detail: 'the sandbox did not answer' }
    },
    async lookup(clientRefs: readonly string[]) {
      const kept = await asWorker((tx) => findSandboxRefs(tx, clientRefs.map(keyOf)))
      return new Map(
        clientRefs.flatMap((clientRef): [string, SendOutcome | null][] => {
          const ref = kept.get(keyOf(clientRef).deliveryId)
          if (ref === null) return []
          return [[clientRef, ref === undefined ? null : { outcome: 'accepted', refs: [ref] }]]
        }),
      )
    },
    close: () => intake.drained(),
  }
}

/** Of two texts to a number that asks for trouble the second goes through, so that sending again can be tried as well. */
function createTrials() {
  const tried = new Set<string>()
  return {
    next(address: string, ref: string, text: string): SandboxTrial | null {
      const trial = sandboxTrial(address, ref, text)
      if (trial && tried.delete(address)) return null
      if (trial) tried.add(address)
      return trial
    },
  }
}

/** Gathers what is handed over in the same moment into one insert, one insert at a time. */
function createIntake() {
  let waiting: { texts: SandboxText[]; done: () => void; failed: (error: unknown) => void }[] = []
  let running: Promise<void> | null = null

  const run = async () => {
    while (waiting.length > 0) {
      await new Promise(setImmediate) // what the rest of this moment hands over comes along
      const taken = waiting
      waiting = []
      try {
        await keep(taken.flatMap(({ texts }) => texts))
        for (const { done } of taken) done()
      } catch (error) {
        for (const { failed } of taken) failed(error)
      }
    }
    running = null
  }
  return {
    add(texts: SandboxText[]): Promise<void> {
      return new Promise((done, failed) => {
        waiting.push({ texts, done, failed })
        running ??= run()
      })
    },
    drained: async () => {
      await running
    },
  }
}

/** Keeping the same references again changes nothing, so a lost connection may be tried over. */
async function keep(texts: SandboxText[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await asWorker((tx) => insertSandboxTexts(tx, texts))
    } catch (error) {
      if (attempt === MAX_ATTEMPTS) throw error
    }
  }
}

function textOf(
  { channel, name }: { channel: 'sms' | 'email'; name: string },
  ref: string,
  outbound: OutboundSms | OutboundEmail,
): SandboxText {
  const key = keyOf(outbound.clientRef)
  return {
    ref,
    clientRef: outbound.clientRef,
    chainId: key.chainId,
    deliveryId: key.deliveryId,
    provider: name,
    channel,
    sender: 'from' in outbound ? outbound.from : outbound.fromName,
    address: outbound.to,
    subject: 'subject' in outbound ? outbound.subject : null,
    body: outbound.text,
    segments: channel === 'sms' ? countSmsSegments(outbound.text).segments : 0,
    ...sandboxFate(channel, ref),
  }
}

function keyOf(clientRef: string): DeliveryKey {
  const key = parseClientRef(clientRef)
  if (!key) throw new Error('not a reference of ours')
  return key
}

// References sort by time, as the outbox and the indexes like them; the middle tells processes apart.
const PROCESS = randomBytes(5).toString('hex')
let count = 0

function nextRef(): string {
  count += 1
  return `${Date.now().toString(36)}-${PROCESS}-${count.toString(36)}`
}
