import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'

import type { Step } from '#lib/runtime/steps.ts'
import { onStep } from '#lib/runtime/steps.ts'

// Loaded into a worker before its own code (node --import). Told "SIGKILL step,step 3" by its parent, it ends (or stops) the process when
// that comes to one of these steps for the third time, from inside, so that not one instruction of ours runs after it. What it does it
// says first, on the descriptor of its parent.

const PARENT = 3

process.on('message', (doom: string) => {
  const [signal, steps = '', nth] = doom.split(' ') as ['SIGKILL' | 'SIGSTOP', string, string]
  const doomed = new Set(steps.split(',') as Step[])
  let passed = 0
  onStep((at) => {
    if (!doomed.has(at)) return
    passed += 1
    if (passed !== Number(nth)) return
    writeSync(PARENT, `${signal} ${at}\n`)
    process.kill(process.pid, signal)
  })
})

// Who is killed writes no cache: so it is written early, for those that come after.
setTimeout(flushCompileCache, 3_000).unref()
