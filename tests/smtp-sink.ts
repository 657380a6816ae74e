import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import type { Email } from 'postal-mime'
import PostalMime from 'postal-mime'
import type { SMTPServerSession } from 'smtp-server'
import { SMTPServer } from 'smtp-server'

/** Where in a letter's way the sink does something other than say yes. */
export type SinkStep = 'greeting' | 'mail' | 'rcpt' | 'data' | 'dot'

/** A reply such as '451 busy', or a connection cut without one. */
export type SinkReaction = { reply: string } | { hangUp: true } | { silent: true }

export type SmtpSink = {
  port: number
  /** Letters as they came, and as a mail program reads them. */
  letters: { raw: string; email: Email; envelope: { from: string; to: string[] } }[]
  readonly connections: number
  readonly mostAtOnce: number
  stop(): Promise<void>
}

/** A mail server on a free port of this machine that keeps letters, or does what the test's script says at a step. */
export async function startSmtpSink(
  script: {
    react?: (step: SinkStep, attempt: number) => SinkReaction | undefined
    user?: string
    password?: string
    /** TLS from the first byte, with a certificate that nobody vouches for. */
    tls?: boolean
  } = {},
): Promise<SmtpSink> {
  const letters: SmtpSink['letters'] = []
  const attempts: Record<SinkStep, number> = { greeting: 0, mail: 0, rcpt: 0, data: 0, dot: 0 }
  const open = new Set<Socket>()
  let connections = 0
  let atOnce = 0
  let mostAtOnce = 0

  const server = new SMTPServer({
    secure: script.tls ?? false,
    authOptional: script.user === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
    onAuth: ({ username, password }, _session, answer) =>
      username === script.user && password === script.password
        ? answer(null, { user: username })
        : answer(replying('535 wrong password')),
    onConnect: (session, answer) => {
      connections += 1
      react('greeting', session, answer)
    },
    onMailFrom: (_address, session, answer) => react('mail', session, answer),
    onRcptTo: (_address, session, answer) => react('rcpt', session, answer),
    onData: (stream, session, answer) => {
      atOnce += 1
      mostAtOnce = Math.max(mostAtOnce, atOnce)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (chunks.length === 1) react('data', session, () => {})
      })
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks)
        const { mailFrom, rcptTo } = session.envelope
        const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }
        atOnce -= 1
        react('dot', session, (error) => {
          if (error) return answer(error)
          void PostalMime.parse(raw).then((email) => {
            letters.push({ raw: raw.toString('utf8'), email, envelope })
            answer()
          })
        })
      })
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')

  function react(step: SinkStep, session: SMTPServerSession, answer: (error?: Error | null) => void) {
    const reaction = script.react?.(step, attempts[step])
    attempts[step] += 1
    if (!reaction) return answer()
    if ('reply' in reaction) return answer(replying(reaction.reply))
    if ('hangUp' in reaction) {
      const mine = [...open].find((socket) => socket.remotePort === session.remotePort)
      mine?.destroy()
    }
  }

  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    get connections() {
      return connections
    },
    get mostAtOnce() {
      return mostAtOnce
    },
    async stop() {
      // A socket under TLS is its server's to close: torn away from below, it takes the process with it.
      if (!script.tls) for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

function replying(reply: string): Error {
  const [code, ...words] = reply.split(' ')
  return Object.assign(new Error(words.join(' ')), { responseCode: Number(code) })
}
