import { Pool } from 'undici'

import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { anSms } from '#scripts/bench/sending/a-text.ts'
import { oursBesideBare } from '#scripts/bench/sending/ours-beside-bare.ts'
import { startSink } from '#scripts/bench/sinks/start-sink.ts'

const WINDOW = 50
const TEXTS = 10_000
const PATH = '/cgi-bin/sendsms'

/** A campaign over HTTP, one text a request, to a Kannel of this machine, beside a loop over undici's Pool with the same requests. */
export async function run(bench: Bench): Promise<Entry[]> {
  const sink = await startSink('http')
  const entry = await oursBesideBare(bench, {
    name: 'http',
    channel: 'sms',
    sink,
    transport: `kannel://bench:bench@127.0.0.1:${sink.port}${PATH}?window=${WINDOW}&hook-secret=only-for-measuring`,
    texts: TEXTS,
    goal: { atLeastTimes: 0.85 },
    bare: (texts) => bareHttp(sink.port, texts),
  })
  return [entry]
}

async function bareHttp(port: number, texts: number): Promise<void> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: WINDOW, pipelining: 1 })
  let next = 0
  const sender = async () => {
    while (next < texts) {
      const { headers, body } = requestOf(next++)
      const answer = await pool.request({ method: 'POST', path: PATH, headers, body })
      await answer.body.text()
      if (answer.statusCode !== 202) throw new Error(`a text was not taken: ${answer.statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: WINDOW }, sender))
  await pool.close()
}

function requestOf(n: number) {
  const { to, from, text, clientRef } = anSms(n)
  const headers = {
    'content-type': 'text/plain; charset=UTF-8',
    'x-kannel-username': 'bench',
    'x-kannel-password': 'bench',
    'x-kannel-to': to,
    'x-kannel-from': from,
    'x-kannel-coding': '0',
    'x-kannel-validity': '4320',
    'x-kannel-dlr-mask': '27',
    'x-kannel-dlr-url': `http://localhost:3000/hooks/kannel/receipt/${clientRef}?status=%d&said=%A&key=${clientRef}`,
  }
  return { headers, body: Buffer.from(text) }
}
