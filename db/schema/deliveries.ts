import { boolean, date, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'

import { chainId, id, instant, micro } from '#db/schema/columns.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

export type DeliveryKind = 'bulk' | 'private' | 'reminder' | 'greeting' | 'recall' | 'test'

export const deliveries = pgTable('deliveries', {
  chainId: chainId(),
  month: date('month', { mode: 'string' }).notNull(),
  id: id(),
  kind: text('kind').$type<DeliveryKind>().notNull(),
  channel: text('channel').$type<'sms' | 'email'>().notNull(),
  campaignId: uuid('campaign_id'),
  patientId: uuid('patient_id'),
  clinicId: uuid('clinic_id'),
  oncePer: text('once_per'),
  address: text('address'),
  country: text('country'),
  language: text('language').notNull(),
  wordingId: uuid('wording_id').notNull(),
  /** Null once the text is no longer kept. */
  params: text('params').array(),
  segments: smallint('segments').notNull(),
  priceMicro: micro('price_micro').notNull(),
  freeIfUndelivered: boolean('free_if_undelivered').notNull().default(false),
  plannedAt: instant('planned_at').notNull().defaultNow(),
  validUntil: instant('valid_until').notNull(),
  status: text('status').$type<DeliveryStatus>().notNull().default('planned'),
  reason: text('reason'),
  provider: text('provider'),
  epoch: integer('epoch').notNull().default(0),
  submittedAt: instant('submitted_at'),
  acceptedAt: instant('accepted_at'),
  finalAt: instant('final_at'),
  attempt: smallint('attempt').notNull().default(1),
  resendOf: uuid('resend_of'),
})

export const batches = pgTable('batches', {
  chainId: chainId(),
  id: id(),
  month: date('month', { mode: 'string' }).notNull(),
  campaignId: uuid('campaign_id'),
  channel: text('channel').$type<'sms' | 'email'>().notNull(),
  kind: text('kind').$type<DeliveryKind>().notNull(),
  priority: smallint('priority').notNull().default(5),
  firstId: uuid('first_id').notNull(),
  lastId: uuid('last_id').notNull(),
  size: integer('size').notNull(),
  holdId: uuid('hold_id'),
  status: text('status')
    .$type<'ready' | 'held' | 'claimed' | 'done' | 'cancelled' | 'stuck'>()
    .notNull()
    .default('ready'),
  notBefore: instant('not_before').notNull().defaultNow(),
  leaseUntil: instant('lease_until'),
  epoch: integer('epoch').notNull().default(0),
  attempts: integer('attempts').notNull().default(0),
  failures: smallint('failures').notNull().default(0),
  doneAt: instant('done_at'),
  expiresAt: instant('expires_at'),
})

export const deliveryRefs = pgTable('delivery_refs', {
  provider: text('provider').notNull(),
  ref: text('ref').notNull(),
  part: smallint('part').notNull().default(1),
  parts: smallint('parts').notNull().default(1),
  chainId: chainId(),
  month: date('month', { mode: 'string' }).notNull(),
  deliveryId: uuid('delivery_id').notNull(),
  acceptedAt: instant('accepted_at').notNull().defaultNow(),
})

export const receipts = pgTable('receipts', {
  id: id().primaryKey(),
  provider: text('provider').notNull(),
  ref: text('ref').notNull(),
  status: text('status').notNull(),
  detail: text('detail'),
  raw: text('raw'),
  clientRef: text('client_ref'),
  reportedAt: instant('reported_at'),
  receivedAt: instant('received_at').notNull().defaultNow(),
})

export const receiptsToApply = pgTable('receipts_to_apply', {
  receiptId: uuid('receipt_id').primaryKey(),
  dueAt: instant('due_at').notNull().defaultNow(),
  failures: smallint('failures').notNull().default(0),
})

export const deliveryIssues = pgTable('delivery_issues', {
  chainId: chainId(),
  status: text('status').$type<DeliveryStatus>().notNull(),
  deliveryId: uuid('delivery_id').notNull(),
  month: date('month', { mode: 'string' }).notNull(),
  campaignId: uuid('campaign_id'),
  at: instant('at').notNull().defaultNow(),
})

export const deliveryDoubts = pgTable('delivery_doubts', {
  chainId: chainId(),
  deliveryId: uuid('delivery_id').notNull(),
  month: date('month', { mode: 'string' }).notNull(),
  campaignId: uuid('campaign_id'),
  clinicId: uuid('clinic_id'),
  channel: text('channel').$type<'sms' | 'email'>().notNull(),
  provider: text('provider'),
  detail: text('detail'),
  handedAt: instant('handed_at'),
  since: instant('since').notNull().defaultNow(),
  lookUps: smallint('look_ups').notNull().default(0),
  nextLookUpAt: instant('next_look_up_at'),
  lookedUpAt: instant('looked_up_at'),
  decidedAt: instant('decided_at'),
  decision: text('decision').$type<'receipt' | 'look_up' | 'resend' | 'mark_delivered' | 'write_off'>(),
  decidedBy: uuid('decided_by'),
  resendId: uuid('resend_id'),
  giveUpAt: instant('give_up_at'),
  lookUpAnswer: text('look_up_answer').$type<'never_had_it' | 'cannot_say'>(),
})

export const deliveryDays = pgTable('delivery_days', {
  chainId: chainId(),
  day: date('day', { mode: 'string' }).notNull(),
  clinicId: uuid('clinic_id').notNull(),
  kind: text('kind').$type<DeliveryKind>().notNull(),
  channel: text('channel').$type<'sms' | 'email'>().notNull(),
  language: text('language').notNull(),
  status: text('status').$type<DeliveryStatus>().notNull(),
  texts: integer('texts').notNull().default(0),
  segments: integer('segments').notNull().default(0),
  costMicro: micro('cost_micro').notNull().default(0),
})

export const sandboxTexts = pgTable('sandbox_texts', {
  ref: text('ref').primaryKey(),
  chainId: chainId(),
  deliveryId: uuid('delivery_id').notNull(),
  channel: text('channel').$type<'sms' | 'email'>().notNull(),
  sender: text('sender').notNull(),
  address: text('address').notNull(),
  subject: text('subject'),
  body: text('body').notNull(),
  segments: smallint('segments').notNull(),
  acceptedAt: instant('accepted_at').notNull().defaultNow(),
  receiptStatus: text('receipt_status').notNull(),
  receiptDueAt: instant('receipt_due_at').notNull(),
})

export const sandboxReceipts = pgTable('sandbox_receipts', {
  ref: text('ref').notNull(),
  clientRef: text('client_ref').notNull(),
  status: text('status').notNull(),
  detail: text('detail').notNull(),
  dueAt: instant('due_at').notNull(),
})
