import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { createdAt, instant } from '#db/schema/columns.ts'

export const letters = pgTable('letters', {
  id: uuid('id').primaryKey(),
  toAddress: text('to_address').notNull(),
  locale: text('locale').$type<'et' | 'en' | 'ru'>().notNull(),
  kind: text('kind').notNull(),
  sealedParams: text('sealed_params'),
  createdAt: createdAt(),
  tries: integer('tries').notNull().default(0),
  nextTryAt: instant('next_try_at').notNull().defaultNow(),
  sentAt: instant('sent_at'),
  givenUpAt: instant('given_up_at'),
  trouble: text('trouble'),
})
