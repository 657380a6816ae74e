import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { bareSmpp } from '#scripts/bench/sending/bare-smpp.ts'
import { oursBesideBare } from '#scripts/bench/sending/ours-beside-bare.ts'
import { startSink } from '#scripts/bench/sinks/start-sink.ts'

/** A campaign over SMPP to an SMSC of this machine that answers at once, and to one that takes 50 ms over each text. */
export async function run(bench: Bench): Promise<Entry[]> {
  return [
    await over(bench, { name: 'smpp-loopback', window: 50, answerMs: 0, texts: 15_000, atLeastTimes: 0.7 }),
    await over(bench, { name: 'smpp-50ms', window: 100, answerMs: 50, texts: 10_000, atLeastTimes: 0.95 }),
  ]
}

type Measured = { name: string; window: number; answerMs: number; texts: number; atLeastTimes: number }

async function over(bench: Bench, { name, window, answerMs, texts, atLeastTimes }: Measured): Promise<Entry> {
  const sink = await startSink('smpp', [String(answerMs)])
  return oursBesideBare(bench, {
    name,
    channel: 'sms',
    sink,
    transport: `smpp://bench:bench@127.0.0.1:${sink.port}?window=${window}`,
    texts,
    goal: { atLeastTimes },
    bare: (count) => bareSmpp(sink.port, window, count),
  })
}
