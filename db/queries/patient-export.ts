import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type ReplyOfPatient = { receivedAt: Date; body: string; meaning: string | null }

/** What came back from a number that is this patient's alone; at a shared one nobody can tell who wrote. The oldest first. */
export async function listRepliesOf(
  tx: Tx,
  chainId: string,
  patientId: string,
  limit: number,
): Promise<ReplyOfPatient[]> {
  const rows = await tx.execute<Omit<ReplyOfPatient, 'receivedAt'> & { receivedAt: string }>(sql`
    select to_json(received_at) #>> '{}' as "receivedAt", body, meaning from replies
    where chain_id = ${chainId} and patient_ids = array[${patientId}::uuid] order by id limit ${limit}`)
  return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt) }))
}
