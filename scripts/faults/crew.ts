import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

import type { Step } from '#lib/runtime/steps.ts'
import type { WorkerFiles } from '#scripts/faults/bundle.ts'
import type { Hits } from '#scripts/faults/dooms.ts'
import { createDooms, noHits } from '#scripts/faults/dooms.ts'
import type { Pace } from '#scripts/faults/pace.ts'

const READY = 'the worker is ready'
/** A worker that has not come to its step by then is killed where it is. */
const PATIENCE_MS = 5_000
const LONG_PATIENCE_MS = 15_000
const READY_PATIENCE_MS = 60_000
const STOP_PATIENCE_MS = 30_000
const MOST_FAILURES = 20

export type Toll = {
  kills: number
  /** SIGSTOP past the lease, then SIGCONT. */
  stops: number
  atSteps: Hits
}

export type Crew = {
  toll: Toll
  /** Resolves when all the killing is done; rejects when workers end by themselves. */
  unharmed: Promise<void>
  /** Ends the workers as an operator would, and others take their places. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Keeps so many workers running, each of which is killed before long and followed by the next, until there were enough `kills`. */
export function startCrew(options: {
  workers: number
  seed: number
  kills: number
  leaseSeconds: number
  ease: number
  pace: Pick<Pace, 'noteKills' | 'turnToKill'>
  files: WorkerFiles
  settings: Record<string, string>
  logFile: string
}): Crew {
  const { files } = options
  const toll: Toll = { kills: 0, stops: 0, atSteps: noHits() }
  const dooms = createDooms(options.seed, options)
  const output = createWriteStream(options.logFile, { flags: 'a' })
  const alive = new Set<ChildProcess>()
  let ending = false
  let failures = 0

  async function harm(): Promise<void> {
    while (!ending && toll.kills < options.kills) await live()
  }

  async function spare(): Promise<void> {
    while (!ending) await once(start(), 'exit')
  }

  async function live(): Promise<void> {
    const worker = start()
    const gone = once(worker, 'exit')
    const wait = (ms: number) => Promise.race([pause(ms), gone])
    await Promise.race([readiness(worker), wait(READY_PATIENCE_MS)])
    await Promise.race([options.pace.turnToKill(), gone])
    const doom = dooms.next(toll.atSteps, options.kills - toll.kills)
    const stopped = once(worker, 'SIGSTOP').then(() => true)
    if ('steps' in doom) worker.send(`${doom.signal} ${doom.steps.join(',')} ${doom.nth}`, () => {})
    const patienceMs = ('steps' in doom && doom.isPatient ? LONG_PATIENCE_MS : PATIENCE_MS) * options.ease
    const standStill = async (ms: number) => {
      await pause(ms)
      worker.kill('SIGCONT')
      toll.stops += 1
    }
    if (doom.way === 'killed at a step') await wait(patienceMs)
    if (doom.way === 'stopped') {
      await wait(doom.afterMs)
      worker.kill('SIGSTOP')
      await standStill(doom.forMs)
    }
    if (doom.way === 'stopped at a step') {
      if (await Promise.race([stopped, wait(patienceMs).then(() => false)])) await standStill(doom.forMs)
    }
    await wait(doom.way === 'killed at a step' ? 0 : doom.killedAfterMs)
    worker.kill('SIGKILL')
    await gone
    if (worker.signalCode === 'SIGKILL' && !ending) toll.kills += 1
    options.pace.noteKills(toll.kills)
    if (worker.signalCode === null && !ending) failures += 1
    if (failures > MOST_FAILURES) throw new Error(`workers end by themselves; see ${options.logFile}`)
  }

  function start(): ChildProcess {
    const worker = spawn(process.execPath, ['--import', files.dieAtStep, files.worker], {
      env: { ...process.env, ...options.settings },
      // The channel ends them if this process is gone.
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
    })
    alive.add(worker)
    worker.once('exit', () => alive.delete(worker))
    worker.stdout?.pipe(output, { end: false })
    worker.stderr?.pipe(output, { end: false })
    createInterface({ input: worker.stdio[3] as Readable }).on('line', (line) => {
      const [signal = '', step] = line.split(' ') as [string, Step]
      toll.atSteps[step] += 1
      worker.emit(signal)
    })
    return worker
  }

  async function endAll(): Promise<void> {
    await Promise.all(
      [...alive].map(async (worker) => {
        const gone = once(worker, 'exit')
        worker.kill('SIGTERM')
        worker.kill('SIGCONT')
        const late = setTimeout(() => worker.kill('SIGKILL'), STOP_PATIENCE_MS)
        await gone
        clearTimeout(late)
      }),
    )
  }

  const places = Array.from({ length: options.workers }, harm)
  const unharmed = Promise.all(places).then(() => {})
  const spared = places.map((harmed) => harmed.then(spare))

  return {
    toll,
    unharmed,
    restart: endAll,
    async stop() {
      ending = true
      await endAll()
      await Promise.all(spared)
      output.end()
    },
  }
}

function readiness(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    worker.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes(READY)) resolve()
    })
  })
}
