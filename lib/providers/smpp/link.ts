import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'

import { ESME_RINVCMDID, ESME_RINVCMDLEN, ESME_ROK, ESME_RX_T_APPN } from '#lib/providers/smpp/command-status.ts'
import type { Pdu } from '#lib/providers/smpp/pdu.ts'
import { createPduSplitter, decodePdu, encodePdu, isResponseId, MalformedPdu } from '#lib/providers/smpp/pdu.ts'

const INTERFACE_VERSION = 0x34
const MAX_SEQUENCE_NUMBER = 0x7fff_ffff
const MAX_GIVEN_UP = 10_000
const MAX_UNANSWERED_DELIVERS = 5_000

export type LinkOptions = {
  host: string
  port: number
  tls: boolean
  user: string
  password: string
  /** How long an answer may take: connecting and binding together, and each packet alone. */
  answerMs: number
  /** A link this long without a word from the other side is asked whether it lives. */
  idleMs: number
  /** Answers a deliver_sm: the command status to send back. Never rejects. */
  onDeliver(pdu: Pdu): Promise<number>
}

/** What became of a packet: answered; written but never answered; or surely not written. */
export type Reply = { kind: 'answered'; pdu: Pdu } | { kind: 'unanswered' | 'unwritten'; detail: string }

/** One connection, bound as transceiver from the moment it is handed out until it closes, which happens once. */
export type Link = {
  /** `onLateAnswer` hears of an answer that comes after all, when the packet was given up as unanswered long before. */
  request(command: string, fields?: Record<string, unknown>, onLateAnswer?: (pdu: Pdu) => void): Promise<Reply>
  /** Resolves when the connection is gone, with the reason; every packet without an answer has been replied to by then. */
  readonly closed: Promise<string>
  /** Says goodbye and closes. What is still unanswered is `unanswered`: let it be answered first. */
  close(): Promise<void>
}

/**
 * Connects and binds as transceiver (SMPP 3.4, section 4.1.5).
 *
 * @throws Error whose message says why: no connection, no answer in time, or the command status of a refused bind
 */
export async function openLink(options: LinkOptions): Promise<Link> {
  const socket = options.tls
    ? connectTls({ host: options.host, port: options.port, servername: options.host })
    : connect({ host: options.host, port: options.port })
  const link = linkOver(socket, options)
  const deadline = setTimeout(() => socket.destroy(new Error('no connection in time')), options.answerMs)
  try {
    await Promise.race([
      new Promise((resolve) => socket.once(options.tls ? 'secureConnect' : 'connect', resolve)),
      link.closed.then(fail),
    ])
    const reply = await link.request('bind_transceiver', {
      system_id: options.user,
      password: options.password,
      interface_version: INTERFACE_VERSION,
    })
    if (reply.kind !== 'answered') return fail(reply.detail)
    if (reply.pdu.command_status !== ESME_ROK) return fail(`bind refused: 0x${reply.pdu.command_status.toString(16)}`)
    link.keepAlive()
    return link
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    clearTimeout(deadline)
  }
}

function fail(detail: string): never {
  throw new Error(detail)
}

type Waiting = { settle(reply: Reply): void }

function linkOver(socket: Socket, options: LinkOptions): Link & { keepAlive(): void } {
  const split = createPduSplitter()
  const waiting = new Map<number, Waiting>()
  const givenUp = new Map<number, (pdu: Pdu) => void>()
  let unansweredDelivers = 0
  let sequenceNumber = 0
  let whyClosed = 'the connection was closed'
  let idle: NodeJS.Timeout | undefined

  socket.setNoDelay(true)
  socket.on('error', (error: NodeJS.ErrnoException) => {
    whyClosed = error.code ?? error.message
  })
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      clearTimeout(idle)
      for (const { settle } of waiting.values()) settle({ kind: 'unanswered', detail: `connection lost: ${whyClosed}` })
      resolve(whyClosed)
    })
  })
  socket.on('data', (chunk: Buffer) => {
    idle?.refresh()
    try {
      for (const packet of split(chunk)) take(packet)
    } catch (error) {
      socket.destroy(error as Error)
    }
  })
  socket.on('end', () => socket.end())

  function write(bytes: Buffer) {
    // Packets of one turn of the event loop leave in one write.
    if (socket.writableCorked === 0) {
      socket.cork()
      process.nextTick(() => socket.uncork())
    }
    socket.write(bytes)
  }

  function request(
    command: string,
    fields?: Record<string, unknown>,
    onLateAnswer?: (pdu: Pdu) => void,
  ): Promise<Reply> {
    if (!socket.writable) return Promise.resolve({ kind: 'unwritten', detail: `no connection: ${whyClosed}` })
    sequenceNumber = sequenceNumber === MAX_SEQUENCE_NUMBER ? 1 : sequenceNumber + 1
    const mine = sequenceNumber
    return new Promise((resolve) => {
      const settle = (reply: Reply) => {
        clearTimeout(timer)
        waiting.delete(mine)
        resolve(reply)
      }
      const timer = setTimeout(() => {
        if (onLateAnswer) giveUp(mine, onLateAnswer)
        settle({ kind: 'unanswered', detail: 'no answer in time' })
      }, options.answerMs)
      waiting.set(mine, { settle })
      write(encodePdu(command, mine, fields))
    })
  }

  function giveUp(packet: number, onLateAnswer: (pdu: Pdu) => void) {
    givenUp.set(packet, onLateAnswer)
    if (givenUp.size > MAX_GIVEN_UP) for (const oldest of givenUp.keys()) return void givenUp.delete(oldest)
  }

  function answer(command: string, to: number, fields?: Record<string, unknown>) {
    if (socket.writable) write(encodePdu(command, to, fields))
  }

  function take(packet: Buffer) {
    let pdu: Pdu
    try {
      pdu = decodePdu(packet)
    } catch (error) {
      if (!(error instanceof MalformedPdu) || error.sequenceNumber === undefined) throw error
      // The frame was whole: the stream goes on after it.
      spoilt(packet, error.sequenceNumber)
      return
    }
    if (isResponseId(pdu.command_id)) takeAnswer(pdu)
    else answerRequest(pdu)
  }

  function takeAnswer(pdu: Pdu) {
    const mine = waiting.get(pdu.sequence_number)
    if (mine) return mine.settle({ kind: 'answered', pdu })
    givenUp.get(pdu.sequence_number)?.(pdu)
    givenUp.delete(pdu.sequence_number)
  }

  function spoilt(packet: Buffer, to: number) {
    const unreadable: Reply = { kind: 'unanswered', detail: 'the answer could not be read' }
    if (isResponseId(packet.readUInt32BE(4))) waiting.get(to)?.settle(unreadable)
    else answer('generic_nack', to, { command_status: ESME_RINVCMDLEN })
  }

  function answerRequest(pdu: Pdu) {
    const to = pdu.sequence_number
    if (pdu.command === 'deliver_sm' || pdu.command === 'data_sm') {
      void deliver(pdu).then((status) => answer(`${pdu.command}_resp`, to, { command_status: status }))
    } else if (pdu.command === 'enquire_link') {
      answer('enquire_link_resp', to)
    } else if (pdu.command === 'unbind') {
      whyClosed = 'the other side said goodbye'
      answer('unbind_resp', to)
      socket.end()
    } else if (pdu.command !== 'alert_notification' && pdu.command !== 'outbind') {
      answer('generic_nack', to, { command_status: ESME_RINVCMDID })
    }
  }

  /** More than we can store at a time is not taken in: the SMSC keeps it and sends it again. */
  async function deliver(pdu: Pdu): Promise<number> {
    if (unansweredDelivers >= MAX_UNANSWERED_DELIVERS) return ESME_RX_T_APPN
    unansweredDelivers += 1
    const status = await options.onDeliver(pdu)
    unansweredDelivers -= 1
    return status
  }

  function keepAlive() {
    idle = setTimeout(async () => {
      const reply = await request('enquire_link')
      if (reply.kind === 'answered') idle?.refresh()
      else socket.destroy(new Error('the other side does not answer any more'))
    }, options.idleMs)
  }

  async function close() {
    clearTimeout(idle)
    if (socket.writable) await request('unbind')
    socket.end()
    socket.destroySoon()
    await closed
  }

  return { request, closed, close, keepAlive }
}
