import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { check } from '#scripts/faults/check.ts'
import { readHappenings } from '#scripts/faults/happenings.ts'
import { runFaults } from '#scripts/faults/run.ts'
import { timelineOf } from '#scripts/faults/timeline.ts'

const USAGE = `npm run faults -- [--kills 20] [--seed 1] [--texts 10000] [--workers 2] [--restarts kills/20] [--faults 1] [--ease 1] [--keep FOLDER] [--json]`

const { json, keep, ...options } = readArguments()
const begun = Date.now()
const folder = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), 'meelespea-faults-'))
// The oracle's log only grows: what an earlier run of the same seed had taken would count as taken twice.
if (existsSync(join(folder, 'oracle.log'))) {
  console.error(`${folder} holds another run already.`)
  process.exit(2)
}
const run = await runFaults({ ...options, folder, tell })
const happenings = await readHappenings(run.takingsFile, run.people)
const verdict = await check(run, happenings)
for (const finding of verdict.findings) tell(await timelineOf(finding, run, run.takingsFile))
await run.close()
const { findings, unknownLeft, ledgerErrorMicro, ...counts } = verdict
const broken = findings.length > 0 || ledgerErrorMicro > 0
if (!keep && !broken) rmSync(folder, { recursive: true, force: true })
if (broken) tell(`Something is wrong; the logs and the database are in ${folder}.`)

const { kills, stops, atSteps } = run.toll
const report = {
  kills,
  restarts: run.restarts,
  ...counts,
  unknown_left: unknownLeft,
  ledger_error_micro: ledgerErrorMicro,
  stops,
  steps: atSteps,
  reminders: run.visits.reduce((sum, { to }) => sum + to, 0),
  reactions: happenings.reactions,
  receipts: happenings.receipts,
  seed: options.seed,
  seconds: Math.round((Date.now() - begun) / 1000),
}
console.log(json ? JSON.stringify(report) : report)
process.exit(broken ? 1 : 0)

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: 'string', default: '20' },
        seed: { type: 'string', default: '1' },
        texts: { type: 'string', default: '10000' },
        workers: { type: 'string', default: '2' },
        restarts: { type: 'string' },
        faults: { type: 'string', default: '1' },
        ease: { type: 'string', default: '1' },
        keep: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const numbers = {
      kills: Number(values.kills),
      seed: Number(values.seed),
      texts: Number(values.texts),
      workers: Number(values.workers),
      restarts: Number(values.restarts ?? Math.floor(Number(values.kills) / 20)),
      faults: Number(values.faults),
      ease: Number(values.ease),
    }
    if (Object.values(numbers).some((value) => !Number.isInteger(value) || value < 0))
      throw new Error('Give whole numbers.')
    return { ...numbers, json: values.json, keep: values.keep }
  } catch (error) {
    tell(`${(error as Error).message}\n${USAGE}`)
    process.exit(1)
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
