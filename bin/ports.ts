import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

const LOWEST_PORT = 10_240
const FIRST_OF_CONNECTIONS = 32_768

export async function isFree(port: number, host?: string): Promise<boolean> {
  const server = createServer()
  try {
    server.listen({ port, host, exclusive: true })
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

/**
 * A port nobody listens on. Below those that systems give to connections by themselves (Linux from 32,768 on), so that none of a
 * hundred connections takes it before whoever asked for it listens there.
 */
export async function freePort(host?: string): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST_PORT, FIRST_OF_CONNECTIONS)
    if (await isFree(port, host)) return port
  }
}
