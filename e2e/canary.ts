import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db } from '#db/client.ts'
import type { Canary } from '#tests/canary.ts'
import { findCanaries, readableAddress } from '#tests/canary.ts'
import { logFile, requestsFile } from '#tests/e2e-files.ts'

/**
 * After all browser tests: of the thousands of patients whom they looked at, wrote to, imported and erased, none may stand in what web and
 * worker have logged, in the address of any request, or in the metrics.
 */
export default async function lookForPatients(): Promise<void> {
  connectScript()
  const canaries = await db().execute<Canary>(sql`
    select first_name as "firstName", last_name as "lastName", phone, email from patients where erased_at is null`)
  await closeDatabase()
  const places = {
    log: existsSync(logFile()) ? readFileSync(logFile(), 'utf8') : '',
    addresses: [...new Set(readFileSync(requestsFile(), 'utf8').split('\n'))].map(readableAddress).join('\n'),
    metrics: await metrics(),
  }
  if (canaries.length === 0 || places.addresses.length < 100)
    throw new Error('there was nothing to look for, or nowhere to look')
  const found = Object.entries(places).flatMap(([place, text]) =>
    findCanaries(text, canaries).map((where) => `${place}: … ${where} …`),
  )
  if (found.length > 0) throw new Error(`patients are named where nobody may be:\n${[...new Set(found)].join('\n')}`)
}

async function metrics(): Promise<string> {
  const response = await fetch(`http://localhost:${process.env.E2E_PORT}/api/metrics`)
  return response.text()
}
