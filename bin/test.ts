import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freePort } from '#bin/ports.ts'
import { requireChromium } from '#tests/chromium.ts'

// Every check there is, one after the other; `--fast` leaves out what needs a database, a build or a browser. All of them
// run whatever fails, and the last line says what came of it.

type Counts = { passed: number; failed: number }
type Stage = { name: string; slow?: true; commands: string[][]; prepare?: () => Promise<void> | void }

const MILLISECONDS_PER_SECOND = 1000

const stages: Stage[] = [
  { name: 'format', commands: [['biome', 'format', '--error-on-warnings', '.']] },
  { name: 'lint', commands: [['biome', 'lint', '--error-on-warnings', '.']] },
  { name: 'layers', commands: [['depcruise', 'app', 'bin', 'components', 'db', 'i18n', 'lib', 'worker']] },
  {
    name: 'types',
    commands: [
      ['next', 'typegen'],
      ['tsc', '--noEmit', '--project', '.'],
    ],
  },
  // Providers are tested on real sockets and real clocks: more workers than cores, since most of them wait.
  { name: 'unit tests', commands: [['vitest', 'run', '--project', 'unit', '--maxWorkers', '4']] },
  // Some of these wait for minutes: leases that run out, providers that come back.
  { name: 'database tests', slow: true, commands: [['vitest', 'run', '--project', 'db', '--maxWorkers', '3']] },
  { name: 'build', slow: true, commands: [['node', 'bin/build.ts']] },
  // Every page, route and action, tried by strangers.
  { name: 'both locks', slow: true, commands: [['vitest', 'run', '--project', 'sweep']] },
  { name: 'browser tests', slow: true, commands: [['playwright', 'test']], prepare: prepareBrowser },
]

const folder = mkdtempSync(join(tmpdir(), 'meelespea-counts-'))
const fast = process.argv.includes('--fast')
const results: (Counts & { name: string; seconds: number })[] = []
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, () => (interrupted = true))
process.channel?.unref()

for (const stage of stages.filter(({ slow }) => !(fast && slow))) {
  console.log(`\n── ${stage.name}`)
  const begun = Date.now()
  const counts = interrupted ? { passed: 0, failed: 1 } : await run(stage)
  results.push({ name: stage.name, ...counts, seconds: (Date.now() - begun) / MILLISECONDS_PER_SECOND })
}
rmSync(folder, { recursive: true })

const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
console.log(`\n${results.map(tableRow).join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** A stage of tests counts its tests, any other one counts as one. */
async function run({ name, commands, prepare }: Stage): Promise<Counts> {
  const countsFile = join(folder, `${name}.json`)
  try {
    await prepare?.()
  } catch (error) {
    console.error((error as Error).message)
    return { passed: 0, failed: 1 }
  }
  for (const command of commands) {
    const ok = await succeeds(command, countsFile)
    const counts = readCounts(countsFile)
    if (counts) return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
    if (!ok) return { passed: 0, failed: 1 }
  }
  return { passed: 1, failed: 0 }
}

async function succeeds([program = '', ...args]: string[], countsFile: string): Promise<boolean> {
  const binary = program === 'node' ? process.execPath : join('node_modules/.bin', program)
  const child = spawn(binary, args, {
    stdio: 'inherit',
    env: { ...process.env, COUNTS_FILE: countsFile, NEXT_TELEMETRY_DISABLED: '1' },
  })
  const passOn = () => child.kill('SIGTERM')
  process.once('SIGTERM', passOn)
  process.once('disconnect', passOn)
  const [code] = await once(child, 'exit')
  process.off('SIGTERM', passOn)
  process.off('disconnect', passOn)
  return code === 0
}

async function prepareBrowser(): Promise<void> {
  requireChromium()
  process.env.E2E_PORT = String(await freePort())
}

function readCounts(file: string): Counts | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function tableRow({ name, passed, failed, seconds }: (typeof results)[number]): string {
  const outcome = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`
  return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(16)}${seconds.toFixed(1).padStart(7)} s   ${outcome}`
}
