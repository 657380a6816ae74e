import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'

export type Running = {
  /** Asks it to end, and ends it when it does not. Resolves when it is gone. */
  stop(): Promise<void>
}

const FIRST_WAIT_SECONDS = 1
const LONGEST_WAIT_SECONDS = 30
/** Who ran this long has recovered: the next crash waits briefly again. */
const CALM_SECONDS = 60

/**
 * Runs a script on this Node and starts it again whenever it ends, at growing intervals.
 *
 * It runs in a group of its own, so that Ctrl-C in the terminal reaches only us, and we end things in order. A channel to
 * it closes when we are gone, which tells it to end too.
 */
export function keepRunning(
  name: string,
  args: string[],
  { env, graceSeconds }: { env: NodeJS.ProcessEnv; graceSeconds: number },
): Running {
  let child: ChildProcess | undefined
  let restart: NodeJS.Timeout | undefined
  let crashes = 0
  let stopping = false

  const run = () => {
    const startedAt = Date.now()
    const started = spawn(process.execPath, args, {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    child = started
    started.once('exit', (code, signal) => {
      child = undefined
      endGroup(started)
      if (stopping) return
      crashes = Date.now() - startedAt > CALM_SECONDS * 1000 ? 1 : crashes + 1
      const seconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (crashes - 1), LONGEST_WAIT_SECONDS)
      console.error(`The ${name} ended (${signal ?? `exit code ${code}`}). It starts again in ${seconds} s.`)
      restart = setTimeout(run, seconds * 1000)
    })
  }
  run()

  return {
    stop: async () => {
      stopping = true
      clearTimeout(restart)
      const running = child
      if (!running) return
      const gone = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGTERM')
      const late = setTimeout(() => endGroup(running), graceSeconds * 1000)
      await gone
      clearTimeout(late)
    },
  }
}

/** Ends whatever the process started and left behind. */
function endGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // nobody is left
  }
}
