import { createTransport } from 'nodemailer'

import { letterOf } from '#lib/providers/smtp/letter.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { anEmail } from '#scripts/bench/sending/a-text.ts'
import { oursBesideBare } from '#scripts/bench/sending/ours-beside-bare.ts'
import { startSink } from '#scripts/bench/sinks/start-sink.ts'

const WINDOW = 20
const LETTERS = 3_000
const FROM = 'bench@clinic.example'

/** A campaign by e-mail to a mail server of this machine, beside a loop over nodemailer's pool with the same letters. */
export async function run(bench: Bench): Promise<Entry[]> {
  const sink = await startSink('smtp')
  const entry = await oursBesideBare(bench, {
    name: 'smtp',
    channel: 'email',
    sink,
    transport: `smtp://127.0.0.1:${sink.port}?from=${FROM}&window=${WINDOW}`,
    texts: LETTERS,
    goal: { atLeastTimes: 0.9 },
    bare: (letters) => bareSmtp(sink.port, letters),
  })
  return [entry]
}

async function bareSmtp(port: number, letters: number): Promise<void> {
  const mailer = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: WINDOW,
    maxMessages: Number.POSITIVE_INFINITY,
  })
  let next = 0
  const sender = async () => {
    while (next < letters) await mailer.sendMail(letterOf(anEmail(next++), FROM, null))
  }
  await Promise.all(Array.from({ length: WINDOW }, sender))
  mailer.close()
}
