// Left to itself, V8 lets the youngest objects fill 60 to 100 MB before it looks at them, on a machine with much memory. A worker does that at once,
// by reading its own modules, and never gives it back; a web process stands still for 18 ms each dozen pages. `npm run worker` and `npm run web` say the
// same.
const FEW_YOUNG = '--max-semi-space-size=16'

/** What Node is given to run a worker. */
export const WORKER = [FEW_YOUNG, 'worker/main.ts']

/** What Node is given to run a web process. */
export const WEB = [FEW_YOUNG, 'bin/web.ts']
