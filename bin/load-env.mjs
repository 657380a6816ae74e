// Preloaded by every script of ours: .env is optional, and what the shell sets wins over it.
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

import './load-drizzle.mjs'

// Types are taken out and modules compiled once, not at each start: half of the time until the first line of a script. Where it may not
// write there, Node goes on without.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node'))
if (existsSync('.env')) process.loadEnvFile('.env')
