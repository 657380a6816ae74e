import { createFates } from '#scripts/faults/oracle/fates.ts'
import { openKannelFront } from '#scripts/faults/oracle/kannel-front.ts'
import { openMessenteFront } from '#scripts/faults/oracle/messente-front.ts'
import { openSmppFront } from '#scripts/faults/oracle/smpp-front.ts'
import { openSmtpFront } from '#scripts/faults/oracle/smtp-front.ts'
import type { Taking } from '#scripts/faults/oracle/takings.ts'
import { openTakings } from '#scripts/faults/oracle/takings.ts'

// The network behind the providers, in a process of its own: what it took is what went out, whatever anybody says of it.
// Arguments: the log's path, the seed, how often something goes wrong, the password that receipts are signed with. Speaks to its
// parent over IPC.

export type OraclePorts = Record<Taking['front'], number>
export type OracleSays = { ports: OraclePorts } | { waiting: number }

const [path = '', seed = '1', faults = '1', secret = ''] = process.argv.slice(2)
const log = await openTakings(path)
const fateOf = createFates(Number(seed), Number(faults))
let lastRef = 0
const nextRef = () => {
  lastRef += 1
  return `r${lastRef.toString(36)}`
}

const smpp = await openSmppFront(log, fateOf, nextRef)
const messente = await openMessenteFront(log, { fateOf, nextRef, secret })
const kannel = await openKannelFront(log, { fateOf })
const smtp = await openSmtpFront(log, fateOf, nextRef)
const reporting = [smpp, messente, kannel]
say({ ports: { smpp: smpp.port, messente: messente.port, kannel: kannel.port, smtp: smtp.port } })

process.on('message', () => say({ waiting: reporting.reduce((sum, { receipts }) => sum + receipts.waiting, 0) }))
process.on('disconnect', async () => {
  for (const front of [...reporting, smtp]) front.stop()
  await log.close()
  process.exit(0)
})

function say(what: OracleSays): void {
  process.send?.(what)
}
