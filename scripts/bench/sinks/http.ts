import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { tallyOf } from '#scripts/bench/sinks/tally.ts'

// The smsbox of a Kannel that takes every text: reads a request to its end and answers as gw/smsbox.c does.

const TAKEN = '0: Accepted for delivery'
const HEADERS = { 'content-type': 'text/html', 'content-length': String(TAKEN.length) }
const REFUSED = 'Missing receiver(s) number(s), rejected'

// Connections outlive the rounds of the other side.
const server = createServer({ keepAliveTimeout: 300_000 }, (request, response) => {
  request.resume()
  request.on('end', () => {
    // Our probe has no receiver: it asks whether the password is right.
    if (!request.headers['x-kannel-to']) return void response.writeHead(400).end(REFUSED)
    tally.text()
    response.writeHead(202, HEADERS).end(TAKEN)
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const tally = tallyOf((server.address() as AddressInfo).port)
