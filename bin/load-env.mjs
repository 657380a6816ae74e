// Preloaded by every script of ours: .env is optional, and what the shell sets wins over it.
import { existsSync } from 'node:fs'

import './load-drizzle.mjs'

if (existsSync('.env')) process.loadEnvFile('.env')
