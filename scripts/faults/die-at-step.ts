import { writeSync } from 'node:fs'

import type { Step } from '#lib/runtime/steps.ts'
import { onStep } from '#lib/runtime/steps.ts'

// Loaded into a worker before its own code (node --import): ends or stops the process when it comes to a step for the nth time,
// from inside, so that not one instruction of ours runs after it. What it does it says first, on the descriptor of its parent.

const [signal, step, nth] = (process.env.FAULTS_DOOM ?? '').split(' ') as ['SIGKILL' | 'SIGSTOP', Step, string]
const PARENT = 3
let passed = 0

if (step) {
  onStep((at) => {
    if (at !== step) return
    passed += 1
    if (passed !== Number(nth)) return
    writeSync(PARENT, `${signal} ${step}\n`)
    process.kill(process.pid, signal)
  })
}
