import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

import { createAttempts } from '#scripts/faults/oracle/attempts.ts'
import type { Fate } from '#scripts/faults/oracle/fates.ts'
import { wordOf } from '#scripts/faults/oracle/fates.ts'
import { markIn } from '#scripts/faults/oracle/mark.ts'
import type { TakingsLog } from '#scripts/faults/oracle/takings.ts'

const NOTHING = { ref: '-', promised: '-' } as const

export type SmtpFront = { port: number; stop(): void }

/** A mail server on a free port of this machine; what it does with a letter it does after the final dot. It reports nothing. */
export async function openSmtpFront(
  log: TakingsLog,
  fateOf: (text: string, attempt: number) => Fate,
  nextRef: () => string,
): Promise<SmtpFront> {
  const sockets = new Map<number, Socket>()
  const attempts = createAttempts()
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
    onData: (stream, session, answer) => {
      const cut = () => sockets.get(session.remotePort)?.destroy()
      const halfALetter = () => {} // its worker was killed
      void text(stream).then((letter) => take(letter, { answer, cut }), halfALetter)
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0
    sockets.set(port, socket)
    socket.on('close', () => sockets.delete(port))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')

  async function take(letter: string, { answer, cut }: { answer(error?: Error): void; cut(): void }): Promise<void> {
    const mark = markIn(letter.replace(/=\r?\n/g, ''))
    if (!mark) throw new Error('a letter without a mark came')
    const name = `${mark.campaign} ${mark.person} letter`
    const fate = fateOf(name, attempts.next(name))
    attempts.note(name)
    const taking = {
      atMs: Date.now(),
      front: 'smtp',
      ...mark,
      part: 1,
      parts: 1,
      fate: wordOf({ ...fate, receipts: [], forged: false }),
    } as const
    switch (fate.reaction) {
      case 'refuse':
        await log.append({ ...taking, verdict: 'refused', ...NOTHING })
        return answer(replying(550, 'no such mailbox'))
      case 'throttle':
        await log.append({ ...taking, verdict: 'throttled', ...NOTHING })
        return answer(replying(451, 'too many letters'))
      case 'reset':
        await log.append({ ...taking, verdict: 'dropped', ...NOTHING })
        return cut()
    }
    attempts.forget(name)
    await log.append({ ...taking, verdict: 'took', ref: nextRef(), promised: '-' })
    if (fate.reaction === 'accept') answer()
    else if (fate.reaction === 'accept-then-reset') cut()
    // else it never answers
  }

  return {
    port: (server.server.address() as AddressInfo).port,
    stop() {
      for (const socket of sockets.values()) socket.destroy()
      server.close(() => {})
    },
  }
}

function replying(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code })
}
