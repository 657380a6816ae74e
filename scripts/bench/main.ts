import { parseArgs } from 'node:util'

import type { BenchSettings } from '#scripts/bench/bench.ts'
import { openDatabases } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { brokenEntry } from '#scripts/bench/entry.ts'
import { REGISTRY } from '#scripts/bench/registry.ts'
import { seedChain } from '#scripts/bench/seeding.ts'

// npm run bench -- [--only NAME,…] [--json]: how fast the portal is, each figure beside what it is held to, both measured in this
// run on data of its own. Figures on standard output, everything else on standard error. See docs/performance.md.

const USAGE = `Usage: npm run bench -- [--only NAME,…] [--json] [--keep FOLDER]
  [--patients 1000000] [--import-rows 200000] [--deliveries 10000000]
Names: ${REGISTRY.flatMap(({ names }) => names).join(', ')}`

let ending = false
const { only, json, keep, settings } = readArguments()
const chosen = REGISTRY.filter(({ names }) => names.some(isWanted))
const databases = await openDatabases((url) => seedAll(url), { keep })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end(1))

const entries: Entry[] = []
let broken = false
for (const { names, load } of chosen) {
  const begun = Date.now()
  tell(`── ${names.join(', ')}`)
  try {
    const { run } = await load()
    entries.push(...(await run({ databases, settings, tell })))
  } catch (error) {
    console.error(error)
    entries.push(...names.map(brokenEntry))
    broken = true
  }
  tell(`   ${Math.round((Date.now() - begun) / 1000)} s`)
}
await databases.close()
console.log(json ? JSON.stringify(entries, null, 2) : entries.map(lineOf).join('\n'))
process.exit(broken ? 1 : 0)

async function seedAll(url: string): Promise<void> {
  tell(`Making a chain of ${settings.patients.toLocaleString('en')} patients …`)
  await seedChain(url, settings)
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        keep: { type: 'string' },
        patients: { type: 'string', default: '1000000' },
        'import-rows': { type: 'string', default: '200000' },
        deliveries: { type: 'string', default: '10000000' },
      },
    })
    const only = values.only.split(',').filter((name) => name !== '')
    const names = REGISTRY.flatMap((registered) => registered.names)
    for (const name of only) if (!names.includes(name)) throw new Error(`There is no benchmark ${name}.`)
    const settings: BenchSettings = {
      patients: Number(values.patients),
      importRows: Number(values['import-rows']),
      deliveries: Number(values.deliveries),
    }
    if (Object.values(settings).some((value) => !Number.isInteger(value) || value < 1)) {
      throw new Error('Patients, rows and deliveries are whole numbers.')
    }
    return { only, json: values.json, keep: values.keep, settings }
  } catch (error) {
    tell(`${(error as Error).message}\n${USAGE}`)
    process.exit(1)
  }
}

function isWanted(name: string): boolean {
  return only.length === 0 || only.includes(name)
}

/** Whatever ends the run, the database stops and what it made is removed. */
async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await databases.close()
  process.exit(code)
}

function lineOf({ name, ours, reference, unit, ratio, goal, met }: Entry): string {
  const beside = reference === null ? '' : ` beside ${reference}: ${ratio}x`
  return `${met ? '✓' : '✗'} ${name.padEnd(20)} ${ours} ${unit}${beside} (${goal})`
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
