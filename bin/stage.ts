import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type Command = string[]
export type Counts = { passed: number; failed: number }

/** How long what a command left running may hold on to its output. */
const LAST_WORDS_MILLISECONDS = 2000

/** Runs commands one after the other until one fails. Those that test leave their counts in the file; any others count as one. */
export async function runCommands(
  commands: Command[],
  { countsFile, say, env }: { countsFile: string; say: (chunk: Buffer) => void; env: Record<string, string> },
): Promise<Counts> {
  for (const command of commands) {
    const ok = await succeeds(command, { say, env: { ...env, COUNTS_FILE: countsFile } })
    const counts = readCounts(countsFile)
    if (counts) return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
    if (!ok) return { passed: 0, failed: 1 }
  }
  return { passed: 1, failed: 0 }
}

/** Runs one command, and ends it when this process is asked to end. */
export async function succeeds(
  [program = '', ...args]: Command,
  { say, env }: { say: (chunk: Buffer) => void; env: Record<string, string> },
): Promise<boolean> {
  const binary = program === 'node' ? process.execPath : join('node_modules/.bin', program)
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  child.stdout.on('data', say)
  child.stderr.on('data', say)
  const closed = once(child, 'close')
  const passOn = () => child.kill('SIGTERM')
  process.once('SIGTERM', passOn)
  process.once('disconnect', passOn)
  const [code] = await once(child, 'exit')
  process.off('SIGTERM', passOn)
  process.off('disconnect', passOn)
  await Promise.race([closed, pause(LAST_WORDS_MILLISECONDS, null, { ref: false })])
  return code === 0
}

/**
 * Lets several speak at once and prints them one after the other: whose turn it is is heard as it speaks, the others are kept until
 * those before them have ended.
 */
export function inTurn(speakers: number, print: (chunk: Buffer | string) => void) {
  const kept: (Buffer | string)[][] = Array.from({ length: speakers }, () => [])
  const ended = new Set<number>()
  let turn = 0
  return {
    say(speaker: number, chunk: Buffer | string): void {
      if (speaker === turn) print(chunk)
      else kept[speaker]?.push(chunk)
    },
    end(speaker: number): void {
      ended.add(speaker)
      while (ended.has(turn)) {
        turn += 1
        for (const chunk of kept[turn]?.splice(0) ?? []) print(chunk)
      }
    },
  }
}

function readCounts(file: string): Counts | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
