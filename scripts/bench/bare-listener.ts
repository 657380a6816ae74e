import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The least that takes a receipt: reads the body to its end and says 200. What the worker's listener is held against.

// Connections outlive the rounds of the other side.
const server = createServer({ keepAliveTimeout: 300_000 }, (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'))
    response.writeHead(200, { 'content-length': '0' }).end()
  })
}).listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('disconnect', () => process.exit(0))
