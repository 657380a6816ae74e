import { and, eq, inArray } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { patients } from '#db/schema/patients.ts'

/** What stands in the texts of some patients. */
export async function listRecipients(tx: Tx, chainId: string, patientIds: readonly string[]) {
  if (patientIds.length === 0) return []
  return tx
    .select({
      id: patients.id,
      firstName: patients.firstName,
      lastName: patients.lastName,
      clinicId: patients.clinicId,
    })
    .from(patients)
    .where(and(eq(patients.chainId, chainId), inArray(patients.id, [...patientIds])))
}

export type Recipient = Awaited<ReturnType<typeof listRecipients>>[number]
