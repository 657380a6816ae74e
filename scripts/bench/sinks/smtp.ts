import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

import { tallyOf } from '#scripts/bench/sinks/tally.ts'

// A mail server that takes every letter and keeps none.

const server = new SMTPServer({
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, answer) => {
    stream.resume()
    stream.on('end', () => {
      tally.text()
      answer()
    })
  },
})
server.on('error', () => {})
server.listen(0, '127.0.0.1')
await once(server.server, 'listening')
const tally = tallyOf((server.server.address() as AddressInfo).port)
