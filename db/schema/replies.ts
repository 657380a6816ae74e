import { date, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { id, instant } from '#db/schema/columns.ts'
import type { ReplyMeaning } from '#lib/core/opt-out-words.ts'
import type { UnclearReason } from '#lib/core/reply-visit.ts'

export const replies = pgTable('replies', {
  id: id(),
  chainId: uuid('chain_id'),
  provider: text('provider').notNull(),
  providerId: text('provider_id').notNull(),
  sender: text('sender').notNull(),
  recipient: text('recipient').notNull(),
  body: text('body').notNull(),
  meaning: text('meaning').$type<ReplyMeaning>(),
  /** Why a yes or a no waits for a person. */
  unclear: text('unclear').$type<UnclearReason>(),
  patientIds: uuid('patient_ids').array().notNull(),
  clinicIds: uuid('clinic_ids').array().notNull(),
  deliveryMonth: date('delivery_month', { mode: 'string' }),
  deliveryId: uuid('delivery_id'),
  raw: text('raw'),
  receivedAt: instant('received_at').notNull(),
  storedAt: instant('stored_at').notNull().defaultNow(),
  handledAt: instant('handled_at'),
  handledBy: uuid('handled_by'),
})
