import { GUARDS } from '#scripts/faults/simulator/guards.ts'
import { simulate } from '#scripts/faults/simulator/simulate.ts'

// npm run simulate -- 10000: so many lives of the state machine, and what went wrong in any of them.

const MILLISECONDS_PER_SECOND = 1000
const lives = Number(process.argv[2] ?? 10_000)
const all = new Set(GUARDS)
const begun = performance.now()
let wrong = 0
for (let seed = 1; seed <= lives; seed += 1) {
  const wrongs = simulate(seed, all)
  if (wrongs.length === 0) continue
  wrong += 1
  console.error(`seed ${seed}: ${wrongs.join('; ')}`)
}
const seconds = (performance.now() - begun) / MILLISECONDS_PER_SECOND
console.log(JSON.stringify({ lives, wrong, seconds: Number(seconds.toFixed(1)) }))
process.exit(wrong === 0 ? 0 : 1)
