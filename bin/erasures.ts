import { readFileSync } from 'node:fs'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase } from '#db/client.ts'
import { listErasures } from '#db/queries/erasure.ts'
import { readErasures, rememberErasures } from '#lib/privacy/erasure-list.ts'
import { replayErasures } from '#lib/privacy/replay-erasures.ts'
import { asKeeper } from '#lib/runtime/transaction.ts'

// npm run erasures -- list | replay FILE: the list of erasures as lines of JSON, to be kept beside the backups, and replayed after a
// restore. It holds ids and digests, and names nobody.

const [what, file] = process.argv.slice(2)
connectScript()
if (what === 'list') {
  for (const erasure of await asKeeper(listErasures)) process.stdout.write(`${JSON.stringify(erasure)}\n`)
} else if (what === 'replay' && file) {
  await rememberErasures(readErasures(readFileSync(file, 'utf8')))
  process.stderr.write(`Erased again: ${await replayErasures()}\n`)
} else {
  process.stderr.write('Usage: npm run erasures -- list | replay FILE\n')
  process.exitCode = 1
}
await closeDatabase()
