import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

const KILOBYTE = 1024
const MEGABYTE = 1024 * KILOBYTE
const STANDARD_ERROR = 2

export type Ran = { output: string; milliseconds: number; peakMegabytes: number }

/**
 * Runs one of our scripts as a person would, with Node in a process of its own, from its start to its end.
 *
 * @throws when it ends with anything but 0; what it says of that goes to standard error
 */
export async function runScript(
  args: readonly string[],
  settings: Record<string, string>,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Ran> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--import', './scripts/bench/report-memory.mjs', ...args], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', quiet ? 'ignore' : STANDARD_ERROR, 'pipe'],
  })
  const stop = () => child.kill()
  process.once('exit', stop)
  const [output, memory, [code]] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stdio[3] as Readable),
    once(child, 'exit'),
  ])
  process.off('exit', stop)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${output}`)
  const milliseconds = performance.now() - begun
  return { output, milliseconds, peakMegabytes: (Number(memory) * KILOBYTE) / MEGABYTE }
}
