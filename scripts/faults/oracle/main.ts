import { createFates } from '#scripts/faults/oracle/fates.ts'
import { openSmppFront } from '#scripts/faults/oracle/smpp-front.ts'
import { openSmtpFront } from '#scripts/faults/oracle/smtp-front.ts'
import { openTakings } from '#scripts/faults/oracle/takings.ts'

// The network behind the providers, in a process of its own: what it took is what went out, whatever anybody says of it.
// Arguments: the log's path, the seed, how often something goes wrong. Speaks to its parent over IPC.

export type OracleSays = { ports: { smpp: number; smtp: number } } | { waiting: number }

const [path = '', seed = '1', faults = '1'] = process.argv.slice(2)
const log = await openTakings(path)
const fates = createFates(Number(seed), Number(faults))
let lastRef = 0
const nextRef = () => {
  lastRef += 1
  return `r${lastRef.toString(36)}`
}

const smpp = await openSmppFront(log, fates, nextRef)
const smtp = await openSmtpFront(log, fates, nextRef)
say({ ports: { smpp: smpp.port, smtp: smtp.port } })

process.on('message', () => say({ waiting: smpp.receipts.waiting }))
process.on('disconnect', async () => {
  smpp.stop()
  smtp.stop()
  smpp.receipts.stop()
  await log.close()
  process.exit(0)
})

function say(what: OracleSays): void {
  process.send?.(what)
}
