import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PDU, Session } from 'smpp'
import smpp from 'smpp'

// The octets of a submit_sm are what the tests are about: they stay as they came, not decoded by the codec.
for (const field of ['short_message']) delete smpp.commands.submit_sm?.params?.[field]?.filter

const UDH_INDICATOR = 0x40

/** One submit_sm as it came off the wire. */
export type Submit = {
  pdu: PDU
  /** Octets after the user data header. */
  body: Buffer
  header: Buffer | null
  text: string
}

/** What the simulator does with a submit_sm; nothing given means: takes it at once and names it. */
export type SmscReaction = {
  status?: number
  messageId?: string
  delayMs?: number
  /** Takes it without ever answering. */
  silent?: boolean
  /** Cuts the connection, without an answer. */
  hangUp?: boolean
  /** Octets sent in place of an answer. */
  raw?: Buffer
}

export type Smsc = {
  port: number
  submits: Submit[]
  /** The bind_transceiver packets that came, one a connection. */
  binds: PDU[]
  /** How many submit_sm came over each connection that is open. */
  submitsBySession(): number[]
  /** Every other packet that came, by command. */
  others: string[]
  /** The most submit_sm that were ever unanswered at one time. */
  readonly mostUnanswered: number
  /** Sends a deliver_sm; resolves to the command status of its answer. */
  deliver(fields: Record<string, unknown>): Promise<number>
  hangUp(): void
  stop(): Promise<void>
}

/** An SMSC on a free port of this machine that takes texts, or does to them what the test's script says. */
export async function startSmsc(
  script: {
    react?: (submit: Submit, index: number) => SmscReaction
    bindStatus?: () => number
    /** False: it never answers an enquire_link. */
    alive?: boolean
  } = {},
): Promise<Smsc> {
  const sessions = new Map<Session, number>()
  const submits: Submit[] = []
  const binds: PDU[] = []
  const others: string[] = []
  let unanswered = 0
  let mostUnanswered = 0

  const server = smpp.createServer((session) => {
    sessions.set(session, 0)
    session.on('error', () => session.destroy())
    session.on('close', () => sessions.delete(session))
    session.on('bind_transceiver', (pdu: PDU) => {
      binds.push(pdu)
      session.send(pdu.response({ command_status: script.bindStatus?.() ?? 0, system_id: 'simulator' }))
    })
    session.on('submit_sm', (pdu: PDU) => void take(session, pdu))
    session.on('pdu', (pdu: PDU) => {
      if (!['bind_transceiver', 'submit_sm'].includes(pdu.command)) others.push(pdu.command)
    })
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response())
      session.close()
    })
    session.on('enquire_link', (pdu: PDU) => {
      if (script.alive !== false) session.send(pdu.response())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function take(session: Session, pdu: PDU) {
    const submit = readSubmit(pdu)
    const index = submits.push(submit) - 1
    sessions.set(session, (sessions.get(session) ?? 0) + 1)
    unanswered += 1
    mostUnanswered = Math.max(mostUnanswered, unanswered)
    const reaction = script.react?.(submit, index) ?? {}
    if (reaction.delayMs) await sleep(reaction.delayMs)
    if (reaction.silent) return
    unanswered -= 1
    if (reaction.hangUp) return session.destroy()
    if (reaction.raw) return session.socket.write(reaction.raw)
    session.send(
      pdu.response({ command_status: reaction.status ?? 0, message_id: reaction.messageId ?? `smsc-${index + 1}` }),
    )
  }

  return {
    port: (server.address() as AddressInfo).port,
    submits,
    binds,
    submitsBySession: () => [...sessions.values()],
    others,
    get mostUnanswered() {
      return mostUnanswered
    },
    deliver(fields) {
      const [session] = sessions.keys()
      if (!session) throw new Error('nobody is bound')
      return new Promise((resolve) => session.deliver_sm(fields, (answer) => resolve(answer.command_status)))
    },
    hangUp() {
      for (const session of sessions.keys()) session.destroy()
    },
    async stop() {
      for (const session of sessions.keys()) session.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The fields of a receipt as most carriers write it. */
export function receiptFields(id: string, stat: string, err = '000'): Record<string, unknown> {
  return {
    esm_class: 0x04,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2611221004 done date:2611221005 stat:${stat} err:${err} text:Tere`,
  }
}

/** Read with the codec's own tables, which are not the ones that the text was written with. */
function readSubmit(pdu: PDU): Submit {
  const octets = pdu.short_message as Buffer
  const headerLength = Number(pdu.esm_class) & UDH_INDICATOR ? (octets[0] ?? 0) + 1 : 0
  const body = octets.subarray(headerLength)
  const decoder = pdu.data_coding === 8 ? smpp.encodings.UCS2 : smpp.encodings.ASCII
  return { pdu, body, header: headerLength > 0 ? octets.subarray(0, headerLength) : null, text: decoder.decode(body) }
}
