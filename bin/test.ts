import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freePort } from '#bin/ports.ts'
import type { Command, Counts } from '#bin/stage.ts'
import { inTurn, runCommands, succeeds } from '#bin/stage.ts'

// Every check there is; `--fast` leaves out what needs a database, a build or a browser. All of them run whatever fails, and the last
// line says what came of it.

type Stage = {
  name: string
  slow?: true
  commands: Command[]
  /** Begun at once, long before the stage. */
  prepare?: Command
  /** A stage of another lane that it waits for. */
  after?: string
}

const fast = process.argv.includes('--fast')

/** In the order in which what they say is printed. */
const STAGES: Stage[] = [
  { name: 'format', commands: [['biome', 'format', '--error-on-warnings', '.']] },
  { name: 'lint', commands: [['biome', 'lint', '--error-on-warnings', '.']] },
  { name: 'layers', commands: [['depcruise', 'app', 'bin', 'components', 'db', 'i18n', 'lib', 'worker']] },
  // A build writes the types of addresses, too. The compiler that is a native program needs a third of the time; tools that call the
  // compiler still need the other one.
  {
    name: 'types',
    after: 'build',
    commands: [
      ...(fast ? [['next', 'typegen']] : []),
      ['node', 'node_modules/typescript-7/bin/tsc', '--noEmit', '--project', '.'],
    ],
  },
  // Providers are tested on real sockets and real clocks: more workers than cores, since most of them wait.
  { name: 'unit tests', commands: [['vitest', 'run', '--project', 'unit', '--maxWorkers', '4']] },
  // Some of these wait for minutes: leases that run out, providers that come back.
  { name: 'database tests', slow: true, commands: [['vitest', 'run', '--project', 'db', '--maxWorkers', '3']] },
  { name: 'build', slow: true, commands: [['node', 'bin/build.ts']] },
  // Every page, route and action, tried by strangers.
  { name: 'both locks', slow: true, after: 'build', commands: [['vitest', 'run', '--project', 'sweep']] },
  { name: 'browser tests', slow: true, prepare: ['node', 'tests/chromium.ts'], commands: [['playwright', 'test']] },
]

/**
 * In the order in which they run: two at a time, since one computes while the other waits for a clock, a database or a browser. The
 * browser tests are the longest, so what need not come before them is in the other lane.
 */
const LANES = [
  ['build', 'browser tests'],
  ['format', 'lint', 'layers', 'unit tests', 'database tests', 'types', 'both locks'],
]

const MILLISECONDS_PER_SECOND = 1000

const stages = STAGES.filter(({ slow }) => !(fast && slow))
const folder = mkdtempSync(join(tmpdir(), 'meelespea-counts-'))
const output = inTurn(stages.length, (chunk) => process.stdout.write(chunk))
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, () => (interrupted = true))
process.channel?.unref()

// Somebody who watches sees colours, as they would if each of these wrote to their terminal.
const SHARED_ENV = {
  NEXT_TELEMETRY_DISABLED: '1',
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
}
const begun = Date.now()
const results = new Map<string, Counts & { seconds: number }>()
const prepared = new Map(stages.map((stage) => [stage.name, prepare(stage)]))
const finished = new Map(stages.map(({ name }) => [name, Promise.withResolvers<void>()]))
await Promise.all(LANES.map(runLane))
rmSync(folder, { recursive: true })

const counts = [...results.values()]
const passed = counts.reduce((sum, result) => sum + result.passed, 0)
const failed = counts.reduce((sum, result) => sum + result.failed, 0)
console.log(
  `\n${stages.map(tableRow).join('\n')}\n  ${'altogether'.padEnd(16)}${secondsSince(begun).toFixed(1).padStart(7)} s\n`,
)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

async function runLane(names: string[]): Promise<void> {
  for (const name of names) {
    const place = stages.findIndex((stage) => stage.name === name)
    const stage = stages[place]
    if (!stage) continue
    await finished.get(stage.after ?? '')?.promise
    await runStage(stage, place)
    finished.get(name)?.resolve()
  }
}

/** A stage of tests counts its tests, any other one counts as one. */
async function runStage({ name, commands }: Stage, place: number): Promise<void> {
  const say = (chunk: Buffer | string) => output.say(place, chunk)
  say(`\n── ${name}\n`)
  const { ok, said } = (await prepared.get(name)) ?? { ok: true, said: [] }
  for (const chunk of said) say(chunk)
  const stageBegun = Date.now()
  const countsFile = join(folder, `${name}.json`)
  const env = { ...SHARED_ENV, E2E_PORT: String(await freePort()) }
  const counts = ok && !interrupted ? await runCommands(commands, { countsFile, say, env }) : { passed: 0, failed: 1 }
  results.set(name, { ...counts, seconds: secondsSince(stageBegun) })
  output.end(place)
}

async function prepare(stage: Stage): Promise<{ ok: boolean; said: Buffer[] }> {
  const said: Buffer[] = []
  const ok = !stage.prepare || (await succeeds(stage.prepare, { say: (chunk) => said.push(chunk), env: SHARED_ENV }))
  return { ok, said }
}

function secondsSince(moment: number): number {
  return (Date.now() - moment) / MILLISECONDS_PER_SECOND
}

function tableRow({ name }: Stage): string {
  const { passed, failed, seconds } = results.get(name) ?? { passed: 0, failed: 1, seconds: 0 }
  const outcome = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`
  return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(16)}${seconds.toFixed(1).padStart(7)} s   ${outcome}`
}
