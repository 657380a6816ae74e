// Left to itself, V8 lets the youngest objects fill 100 MB and more before it looks at them, on a machine with much memory: reading the
// worker's own modules does that at once, and it is never given back. Nothing of what a worker keeps is as young. `npm run worker` says the same.
const MOST_YOUNG_MEGABYTES = 16

/** What Node is given to run a worker. */
export const WORKER = [`--max-semi-space-size=${MOST_YOUNG_MEGABYTES}`, 'worker/main.ts']
