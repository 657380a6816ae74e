import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { chainId, createdAt, id, instant, micro, updatedAt } from '#db/schema/columns.ts'

export type EntryKind = 'top_up' | 'hold' | 'capture' | 'release' | 'refund' | 'recharge' | 'reversal' | 'correction'

export const tariffs = pgTable('tariffs', {
  id: id().primaryKey(),
  location: text('location').notNull(),
  channel: text('channel').$type<'sms' | 'email'>().notNull(),
  country: text('country').notNull(),
  priceMicro: micro('price_micro').notNull(),
  validFrom: instant('valid_from').notNull(),
  chargesUndelivered: boolean('charges_undelivered').notNull().default(true),
})

export const accounts = pgTable('accounts', {
  chainId: chainId().primaryKey(),
  availableMicro: micro('available_micro').notNull().default(0),
  heldMicro: micro('held_micro').notNull().default(0),
  spentMicro: micro('spent_micro').notNull().default(0),
  toppedUpMicro: micro('topped_up_micro').notNull().default(0),
  owedMicro: micro('owed_micro').notNull().default(0),
  updatedAt: updatedAt(),
})

export const holds = pgTable('holds', {
  chainId: chainId(),
  id: id(),
  campaignId: uuid('campaign_id'),
  heldMicro: micro('held_micro').notNull(),
  capturedMicro: micro('captured_micro').notNull().default(0),
  releasedMicro: micro('released_micro').notNull().default(0),
  createdAt: createdAt(),
})

export const ledgerEntries = pgTable('ledger_entries', {
  chainId: chainId(),
  id: id(),
  kind: text('kind').$type<EntryKind>().notNull(),
  amountMicro: micro('amount_micro').notNull(),
  holdId: uuid('hold_id'),
  campaignId: uuid('campaign_id'),
  factKey: text('fact_key').notNull(),
  note: text('note'),
  staffId: uuid('staff_id'),
  at: instant('at').notNull().defaultNow(),
})
