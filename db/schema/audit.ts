import { bigint, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { chainId, id, instant } from '#db/schema/columns.ts'

export const auditLog = pgTable('audit_log', {
  chainId: chainId(),
  id: id(),
  at: instant('at').notNull().defaultNow(),
  staffId: uuid('staff_id'),
  action: text('action').notNull(),
  entityId: uuid('entity_id'),
  before: jsonb('before'),
  after: jsonb('after'),
  address: text('address'),
  device: text('device'),
})

export const auditChecks = pgTable('audit_checks', {
  chainId: chainId(),
  id: id(),
  checkedAt: instant('checked_at').notNull().defaultNow(),
  through: bigint('through', { mode: 'number' }).notNull(),
  sealedUntil: instant('sealed_until'),
  rows: bigint('rows', { mode: 'number' }).notNull(),
  faults: jsonb('faults').$type<AuditFault[]>().notNull(),
})

/** Where the log and its seals do not fit: `seal` is a number of the chain's seals, `id` a row. */
export type AuditFault = {
  kind: 'row_altered' | 'row_removed' | 'row_inserted' | 'seal_altered' | 'seal_removed'
  seal: number | null
  id: string | null
}
