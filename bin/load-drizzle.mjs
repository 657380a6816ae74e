// Node 24 parses a package's `exports` anew for each module of it that it loads. Drizzle's are 130 KB, its modules a hundred: a second
// of processor time before anything of ours begins. They name each other by relative paths and are ES modules all, so nothing need be asked.
import { registerHooks } from 'node:module'

const DRIZZLE = '/node_modules/drizzle-orm/'

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isItsOwn = /^\.\.?\/.*\.js$/.test(specifier) && context.parentURL?.includes(DRIZZLE)
    if (!isItsOwn || context.parentURL?.endsWith('.cjs')) return nextResolve(specifier, context)
    return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
  },
})
