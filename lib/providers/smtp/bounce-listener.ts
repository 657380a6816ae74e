import type { Readable } from 'node:stream'
import { SMTPServer } from 'smtp-server'

import type { OnReceipt } from '#lib/providers/provider.ts'
import { bounceOf } from '#lib/providers/smtp/bounce.ts'
import type { Certificate } from '#lib/providers/smtp/bounce-certificate.ts'
import { readReturnPath } from '#lib/providers/smtp/verp.ts'
import { log } from '#lib/runtime/log.ts'

const MAX_BYTES = 512 * 1024
const MAX_CLIENTS = 50
const SILENCE_MS = 30_000

export type BounceOptions = {
  /** Those whose letters come back to this mailbox (in lower case), as far as it is known now. */
  accountsOf(bounces: string): readonly { onReceipt: OnReceipt }[]
  /** Shown to whoever asks for STARTTLS; without one that is not offered. */
  certificate?: Certificate | null
}

/**
 * A mail server that takes letters which came back, and no other letters. What says that a letter of ours failed is stored before
 * the other side hears that we have it; what says nothing of the kind is taken and forgotten.
 */
export function createBounceListener({ accountsOf, certificate = null }: BounceOptions): SMTPServer {
  const server = new SMTPServer({
    // Without a certificate of its own it would show one that comes with the package.
    disabledCommands: certificate ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(certificate && tlsOf(certificate)),
    authOptional: true,
    disableReverseLookup: true,
    size: MAX_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: SILENCE_MS,
    closeTimeout: 1_000,
    logger: false,
    onRcptTo({ address }, _session, answer) {
      const path = readReturnPath(address)
      if (path && accountsOf(path.bounces).length > 0) return answer()
      answer(replying(550, '5.1.1 no such mailbox'))
    },
    async onData(stream, session, answer) {
      try {
        const raw = await read(stream)
        if (stream.sizeExceeded) return answer(replying(552, '5.3.4 too large'))
        for (const { address } of session.envelope.rcptTo) await take(raw, address)
        answer()
      } catch (error) {
        log.error('a letter that came back could not be stored', error)
        answer(replying(451, '4.3.0 try again later'))
      }
    },
  })
  // A client that breaks off is no trouble of ours.
  server.on('error', () => {})

  async function take(raw: Uint8Array, address: string): Promise<void> {
    const path = readReturnPath(address)
    const receipt = path && (await bounceOf(raw, path.clientRef))
    if (receipt) await Promise.all(accountsOf(path.bounces).map(({ onReceipt }) => onReceipt(receipt)))
  }
  return server
}

/** What the server is given of a certificate, at first and when it was renewed. */
export function tlsOf({ cert, key }: Certificate) {
  return { cert, key, minVersion: 'TLSv1.2' as const }
}

/** To its end, so that the next command is heard; what is beyond the limit is let go. */
async function read(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length
    if (bytes <= MAX_BYTES) chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function replying(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
