import { boolean, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { chainId, id, instant } from '#db/schema/columns.ts'

export const sendApprovals = pgTable('send_approvals', {
  chainId: chainId(),
  id: id(),
  campaignId: uuid('campaign_id').notNull(),
  requestedBy: uuid('requested_by').notNull(),
  requestedAt: instant('requested_at').notNull().defaultNow(),
  agreed: jsonb('agreed').notNull(),
  debtAgreed: boolean('debt_agreed').notNull().default(false),
  sendAtLocal: text('send_at_local'),
  sendAtZone: text('send_at_zone'),
  status: text('status').$type<'waiting' | 'approved' | 'rejected' | 'withdrawn'>().notNull().default('waiting'),
  decidedBy: uuid('decided_by'),
  decidedAt: instant('decided_at'),
  reason: text('reason'),
})
