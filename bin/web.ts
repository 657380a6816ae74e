import { existsSync } from 'node:fs'

import { env, required } from '#lib/runtime/env.ts'
import { keepAnswers } from '#lib/runtime/keep-answers.ts'
import { keepHookQueries } from '#lib/runtime/keep-hook-queries.ts'
import { nameClients } from '#lib/runtime/name-clients.ts'

// One of any number of web processes on the same database. Hands over to Next's own command after looking at the settings.

const command = process.argv.includes('--dev') ? 'dev' : 'start'

required('DATABASE_URL')
required('SECRET')
if (command === 'start' && !existsSync('.next/BUILD_ID')) {
  console.error('The portal is not built: run npm run build first.')
  process.exit(1)
}

if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
process.env.NEXT_TELEMETRY_DISABLED = '1'
// Read at run time by proxy.ts, which hands /hooks/… on to it.
process.env.INBOUND_PORT = String(env().INBOUND_PORT)
nameClients(env().TRUSTED_PROXIES)
keepHookQueries()
keepAnswers()
process.argv.splice(2, process.argv.length, command, '--port', String(env().PORT))
await import('next/dist/bin/next')
