import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'

/** Puts an answer to a text of the sandbox on its way; false when the reader's clinics sent no such SMS. */
export async function insertSandboxReply(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  { ref, body }: { ref: string; body: string },
): Promise<boolean> {
  const own =
    clinicIds === 'all'
      ? sql`true`
      : sql`exists (select from deliveries d where d.chain_id = s.chain_id and d.id = s.delivery_id
          and d.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[]))`
  const rows = await tx.execute(sql`
    insert into sandbox_replies (chain_id, ref, body)
    select s.chain_id, s.ref, ${body} from sandbox_texts s
    where s.chain_id = ${chainId} and s.ref = ${ref} and s.channel = 'sms' and ${own}
    returning id`)
  return rows.length > 0
}

export type SandboxReply = { id: string; from: string; to: string; body: string; writtenAt: Date }

/** Takes answers off the network; nobody waits for rows that another worker is taking. */
export async function takeSandboxReplies(tx: Tx, limit: number): Promise<SandboxReply[]> {
  const rows = await tx.execute<Omit<SandboxReply, 'writtenAt'> & { writtenAt: string }>(sql`
    with taken as (
      delete from sandbox_replies where (chain_id, id) in (
        select chain_id, id from sandbox_replies order by id limit ${limit} for update skip locked
      )
      returning chain_id, id, ref, body, written_at
    )
    select taken.id, s.address as "from", s.sender as "to", taken.body, to_json(taken.written_at) #>> '{}' as "writtenAt"
    from taken join sandbox_texts s on s.chain_id = taken.chain_id and s.ref = taken.ref
    order by taken.id`)
  return rows.map((row) => ({ ...row, writtenAt: new Date(row.writtenAt) }))
}
