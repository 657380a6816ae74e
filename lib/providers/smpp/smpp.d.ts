// The npm package `smpp` carries no types. Declared here is what we use: its PDU codec, its server in tests, and its sessions in measurements.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer, Socket } from 'node:net'

  export class PDU {
    static maxLength: number
    constructor(bytes: Buffer)
    constructor(command: string, fields?: Record<string, unknown>)
    command: string
    command_id: number
    command_status: number
    sequence_number: number;
    [field: string]: unknown
    isResponse(): boolean
    response(fields?: Record<string, unknown>): PDU
    toBuffer(): Buffer
  }

  export interface Session extends EventEmitter {
    socket: Socket
    send(pdu: PDU, onResponse?: (pdu: PDU) => void): boolean
    bind_transceiver(fields: Record<string, unknown>, onResponse?: (pdu: PDU) => void): boolean
    submit_sm(fields: Record<string, unknown>, onResponse?: (pdu: PDU) => void): boolean
    deliver_sm(fields: Record<string, unknown>, onResponse?: (pdu: PDU) => void): boolean
    enquire_link(onResponse?: (pdu: PDU) => void): boolean
    close(): void
    destroy(): void
  }

  export function connect(options: { host: string; port: number }): Session
  export function createServer(onSession: (session: Session) => void): NetServer

  export type SmppFilter = {
    encode(this: PDU, value: unknown, ...rest: unknown[]): unknown
    decode(this: PDU, value: unknown, ...rest: unknown[]): unknown
  }

  type Command = { id: number; params?: Record<string, { filter?: SmppFilter }> }

  const smpp: {
    PDU: typeof PDU
    connect: typeof connect
    createServer: typeof createServer
    commands: Record<string, Command>
    tlvs: Record<string, { id: number; filter?: SmppFilter }>
    encodings: Record<'ASCII' | 'UCS2', { decode(octets: Buffer): string }>
  }
  export default smpp
}
