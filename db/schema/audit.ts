import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'

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
})
