import { campaigns, wordings } from '#db/schema/campaigns.ts'
import { deliveries, deliveryRefs, receipts } from '#db/schema/deliveries.ts'
import { appointments, optOuts, patients } from '#db/schema/patients.ts'

// How drizzle keeps a table's schema; its columns go on naming the table alone.
const SCHEMA = Symbol.for('drizzle:Schema')

/**
 * Tables as the whole chain sees them, for statements that drizzle builds; what is written by hand names `whole_chain.patients`.
 *
 * To staff of some clinics row-level security shows the rows of these (migration 0186). A statement that would be wrong with fewer, such
 * as a refusal that covers everybody on a number, reads the views of the schema `whole_chain` in place of the tables, and says why. It
 * gives figures, or names only for rows of one's own clinics. `whole-chain.test.ts` lists who may. The views take their tables'
 * names, so that columns are written as ever.
 */
export const wholeChain = {
  appointments: inWholeChain(appointments),
  campaigns: inWholeChain(campaigns),
  deliveries: inWholeChain(deliveries),
  deliveryRefs: inWholeChain(deliveryRefs),
  optOuts: inWholeChain(optOuts),
  patients: inWholeChain(patients),
  receipts: inWholeChain(receipts),
  wordings: inWholeChain(wordings),
}

function inWholeChain<T extends object>(table: T): T {
  return Object.create(table, { [SCHEMA]: { value: 'whole_chain' } }) as T
}
