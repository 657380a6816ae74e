import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'

import { migrate } from '#db/migrate.ts'
import { openFaultsDatabase } from '#scripts/faults/database.ts'
import { LOT, throwRequests } from '#scripts/fuzz/throw-requests.ts'

// Throws fuzzed receipts and replies at the worker's listener: `npm run fuzz -- --requests N --seed S`. It ends with 1 when the
// listener died, did not answer, answered 5xx, took what nobody had signed, or grew. `--from 200000` begins at the 200,000th
// request of the seed, so that a long run can be made in parts.

const GROWTH_ALLOWED_MEGABYTES = 64

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '1000000' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
})
const from = Number(values.from)
if (from % LOT !== 0) throw new Error(`--from takes multiples of ${LOT}.`)
const folder = mkdtempSync(join(tmpdir(), 'meelespea-fuzz-'))
const database = await openFaultsDatabase(folder)
await migrate(database.url)
const listener = fork('scripts/fuzz/listener.ts', {
  execArgv: ['--expose-gc'],
  env: { ...process.env, DATABASE_URL: database.url, SECRET: 'only-for-fuzzing-'.padEnd(32, '0'), LOG_LEVEL: 'silent' },
})
let died = false
listener.once('exit', () => {
  died = true
})
const [{ port }] = (await once(listener, 'message')) as [{ port: number }]
const memory: { rssMegabytes: number; heapMegabytes: number }[] = []

const begun = performance.now()
const thrown = await throwRequests(port, {
  count: Number(values.requests),
  seed: Number(values.seed),
  from,
  async onProgress(done, { statuses }) {
    listener.send('memory')
    const [now] = (await once(listener, 'message')) as [{ rssMegabytes: number; heapMegabytes: number }]
    memory.push(now)
    console.error(
      `${done.toLocaleString('en')} · heap ${Math.round(now.heapMegabytes)} MB · process ${Math.round(now.rssMegabytes)} MB · ${JSON.stringify(statuses)}`,
    )
  },
})
const seconds = (performance.now() - begun) / 1000
const survived = !died

const sql = postgres(database.url, { max: 1 })
const [stored] =
  await sql`select (select count(*)::int from receipts) as receipts, (select count(*)::int from replies) as replies`
await sql.end()
listener.disconnect()
await once(listener, 'exit')
await database.stop()
rmSync(folder, { recursive: true, force: true })

const grownMegabytes = Math.round((memory.at(-1)?.heapMegabytes ?? 0) - (memory[0]?.heapMegabytes ?? 0))
const rate = Math.round(thrown.requests / seconds)
console.log(JSON.stringify({ ...thrown, from, seconds: Math.round(seconds), rate, survived, grownMegabytes, stored }))
const passed = survived && thrown.serverErrors + thrown.takenUnsigned === 0 && grownMegabytes < GROWTH_ALLOWED_MEGABYTES
process.exit(passed ? 0 : 1)
