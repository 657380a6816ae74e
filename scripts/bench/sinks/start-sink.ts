import { fork } from 'node:child_process'
import { once } from 'node:events'

import type { Tally } from '#scripts/bench/sinks/tally.ts'

export type Sink = {
  port: number
  /** What it has counted since `reset`. */
  tell(): Promise<Tally>
  reset(): Promise<void>
  stop(): Promise<void>
}

/** Starts one of the sinks of this folder, in a process of its own and on a free port. */
export async function startSink(name: 'smpp' | 'http' | 'smtp', args: readonly string[] = []): Promise<Sink> {
  const child = fork(`scripts/bench/sinks/${name}.ts`, args)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const ask = async (wish: 'tell' | 'reset') => {
    child.send(wish)
    const [tally] = (await once(child, 'message')) as [Tally]
    return tally
  }
  return {
    port,
    tell: () => ask('tell'),
    reset: async () => void (await ask('reset')),
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
