import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type ServiceLine = { staffId: string; what: string; entityId?: string; before?: unknown; after?: unknown }

/** Notes what the operator did with the service, in no chain; what is about a chain stands in that chain's own audit log. */
export async function insertServiceLine(
  tx: Tx,
  { staffId, what, entityId, before, after }: ServiceLine,
): Promise<void> {
  const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))
  await tx.execute(sql`
    insert into service_log (staff_id, action, entity_id, before, after)
    values (${staffId}, ${what}, ${entityId ?? null}, ${json(before)}::jsonb, ${json(after)}::jsonb)`)
}
