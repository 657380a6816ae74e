import { boolean, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import { chainId, createdAt, id, instant, micro, updatedAt } from '#db/schema/columns.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'

export const audiences = pgTable('audiences', {
  chainId: chainId(),
  id: id(),
  name: text('name').notNull(),
  filter: jsonb('filter').notNull(),
  clinicIds: uuid('clinic_ids').array(),
  createdBy: uuid('created_by'),
  createdAt: createdAt(),
})

/** What it came to when it was to begin, beside what its sender had agreed to. */
export type CampaignReview = {
  people: number
  segments: number
  costMicro: number
  agreedPeople: number
  agreedSegments: number
  agreedCostMicro: number
}

export const campaigns = pgTable('campaigns', {
  chainId: chainId(),
  id: id(),
  kind: text('kind').$type<'bulk' | 'private'>().notNull().default('bulk'),
  name: text('name').notNull(),
  purpose: text('purpose').$type<'offer' | 'notice'>().notNull().default('offer'),
  channel: text('channel').$type<'sms' | 'email'>().notNull().default('sms'),
  status: text('status').$type<CampaignStatus>().notNull().default('draft'),
  audience: jsonb('audience').notNull(),
  noLanguageAs: text('no_language_as'),
  outsideHours: boolean('outside_hours').notNull().default(false),
  senderClinicIds: uuid('sender_clinic_ids').array(),
  fingerprint: jsonb('fingerprint'),
  previewedAt: instant('previewed_at'),
  sendKey: uuid('send_key'),
  sendAt: instant('send_at'),
  month: date('month', { mode: 'string' }),
  holdId: uuid('hold_id'),
  preparedUpTo: uuid('prepared_up_to'),
  people: integer('people').notNull().default(0),
  segments: integer('segments').notNull().default(0),
  costMicro: micro('cost_micro').notNull().default(0),
  createdBy: uuid('created_by'),
  sentBy: uuid('sent_by'),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
  archivedAt: instant('archived_at'),
  sendAtLocal: timestamp('send_at_local', { mode: 'string' }),
  sendAtZone: text('send_at_zone'),
  pausedFor: text('paused_for').$type<'staff' | 'hours'>(),
  review: jsonb('review').$type<CampaignReview>(),
  version: integer('version').notNull().default(1),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

export const compositions = pgTable('compositions', {
  chainId: chainId(),
  campaignId: uuid('campaign_id').notNull(),
  language: text('language').notNull(),
  subject: text('subject').notNull().default(''),
  body: text('body').notNull().default(''),
})

export const wordings = pgTable('wordings', {
  chainId: chainId(),
  id: id(),
  campaignId: uuid('campaign_id'),
  channel: text('channel').$type<'sms' | 'email'>().notNull(),
  purpose: text('purpose').$type<TextPurpose>().notNull(),
  language: text('language').notNull(),
  subject: text('subject').notNull().default(''),
  body: text('body').notNull(),
  /** The draft's version that was frozen. */
  version: integer('version').notNull().default(1),
  /** The template of a text that sends itself. */
  templateId: uuid('template_id'),
  createdAt: createdAt(),
})

export const campaignCounts = pgTable('campaign_counts', {
  chainId: chainId(),
  campaignId: uuid('campaign_id').notNull(),
  language: text('language').notNull(),
  status: text('status').notNull(),
  texts: integer('texts').notNull().default(0),
  segments: integer('segments').notNull().default(0),
  costMicro: micro('cost_micro').notNull().default(0),
})
