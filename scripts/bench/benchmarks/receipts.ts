import { fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { Pool } from 'undici'

import { migrate } from '#db/migrate.ts'
import { exchange } from '#lib/providers/http/exchange.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { SECRET } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median, millisecondsOf } from '#scripts/bench/measure.ts'

const RECEIPTS = 10_000
const CONNECTIONS = 64
const ROUNDS = 5
const ANSWER_MS = 60_000
const PASSWORD = 'hush' // of the account in scripts/fuzz/requests.ts

/**
 * Signed receipts over HTTP into the worker's listener, each stored and committed before it is answered, beside a bare node:http
 * server that reads the body and answers. Server, client and database share the machine.
 */
export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const database = await databases.empty('receipts', async (url) => void (await migrate(url)))
  const settings = { ...process.env, DATABASE_URL: database.url, SECRET, LOG_LEVEL: 'silent' }
  const ours = await listening('scripts/fuzz/listener.ts', settings)
  const bare = await listening('scripts/bench/bare-listener.ts', settings)

  const rateOver = async ({ port }: Listening, round: number, side: string) => {
    const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS, pipelining: 1 })
    const requests = Array.from({ length: RECEIPTS }, (_, n) => aReceipt(`${side}-${round}-${n}`))
    const milliseconds = await millisecondsOf(() => all(pool, requests))
    await pool.close()
    const rate = (RECEIPTS / milliseconds) * 1000
    tell(`   receipts, ${side}: ${Math.round(rate).toLocaleString('en')} a second`)
    return rate
  }
  const rates = await interleaved(
    { ours: (round) => rateOver(ours, round, 'ours'), reference: (round) => rateOver(bare, round, 'bare') },
    { rounds: ROUNDS },
  )
  await Promise.all([ours.stop(), bare.stop()])
  await database.drop()
  return [
    entryOf({
      name: 'receipts',
      ours: median(rates.ours),
      reference: median(rates.reference),
      unit: 'receipts/s',
      goal: { atLeastTimes: 0.8 },
    }),
  ]
}

type Listening = { port: number; stop(): Promise<void> }

async function listening(script: string, env: NodeJS.ProcessEnv): Promise<Listening> {
  const child = fork(script, { env })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

function aReceipt(ref: string) {
  const receipt = { status: 'DELIVRD', err: 0, message_id: ref, to: '+37255512345', channel: 'sms' }
  const body = Buffer.from(JSON.stringify({ ...receipt, timestamp: '2026-11-22T08:09:42.389630' }))
  const signature = createHmac('sha256', PASSWORD).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-messente-signature': signature }
  return { method: 'POST', path: `/hooks/messente/receipt/${ref}`, headers, body, answerMs: ANSWER_MS } as const
}

async function all(pool: Pool, requests: ReturnType<typeof aReceipt>[]): Promise<void> {
  let next = 0
  const sender = async () => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const answer = await exchange(pool, request)
      if (answer.kind !== 'answered' || answer.status !== 200)
        throw new Error(`a receipt was not taken: ${JSON.stringify(answer)}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sender))
}
