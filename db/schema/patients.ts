import { sql } from 'drizzle-orm'
import { boolean, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { chainId, createdAt, id, instant, micro, updatedAt } from '#db/schema/columns.ts'

export const patients = pgTable('patients', {
  chainId: chainId(),
  id: id(),
  code: text('code').notNull(),
  firstName: text('first_name').notNull().default(''),
  lastName: text('last_name').notNull().default(''),
  lastFirst: text('last_first').notNull().generatedAlwaysAs('stored'),
  firstLast: text('first_last').notNull().generatedAlwaysAs('stored'),
  birthDate: date('birth_date', { mode: 'string' }),
  gender: text('gender').$type<'female' | 'male'>(),
  phoneTyped: text('phone_typed'),
  phone: text('phone'),
  phoneKind: text('phone_kind').$type<'mobile' | 'landline' | 'invalid' | 'none'>().notNull().default('none'),
  phoneCountry: text('phone_country'),
  email: text('email'),
  language: text('language'),
  country: text('country'),
  clinicId: uuid('clinic_id').notNull(),
  balanceMicro: micro('balance_micro').notNull().default(0),
  deceased: boolean('deceased').notNull().default(false),
  note: text('note'),
  erasedAt: instant('erased_at'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

export type AppointmentStatus =
  | 'scheduled'
  | 'confirmed'
  | 'out_of_reach'
  | 'arrived'
  | 'completed'
  | 'no_show'
  | 'cancelled'

export const appointments = pgTable('appointments', {
  chainId: chainId(),
  id: id(),
  code: text('code').notNull(),
  patientId: uuid('patient_id').notNull(),
  clinicId: uuid('clinic_id').notNull(),
  startsAt: instant('starts_at').notNull(),
  durationMinutes: integer('duration_minutes').notNull().default(30),
  doctor: text('doctor'),
  office: text('office'),
  status: text('status').$type<AppointmentStatus>().notNull(),
  /** Raised by the database with time, clinic or patient. */
  version: integer('version').notNull().default(1),
  /** When this version came to be: the booking, or its latest move. */
  versionAt: instant('version_at').notNull().defaultNow(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

export type Purpose = 'marketing' | 'recall' | 'greeting' | 'service' | 'debt'
export type Channel = 'sms' | 'email'

/** How staff came to know of it. */
export type How = 'paper' | 'desk' | 'phone' | 'email'

export const consents = pgTable('consents', {
  chainId: chainId(),
  id: id(),
  patientId: uuid('patient_id').notNull(),
  purpose: text('purpose').$type<Purpose>().notNull(),
  channel: text('channel').$type<Channel | 'any'>().notNull(),
  source: text('source').$type<'import' | 'staff' | 'patient' | 'seed'>().notNull(),
  wording: text('wording'),
  language: text('language'),
  policyVersion: text('policy_version'),
  recordedBy: uuid('recorded_by'),
  how: text('how').$type<How>(),
  givenAt: instant('given_at').notNull().defaultNow(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnSource: text('withdrawn_source'),
  withdrawnBy: uuid('withdrawn_by'),
  withdrawnHow: text('withdrawn_how').$type<How>(),
})

export const optOuts = pgTable('opt_outs', {
  chainId: chainId(),
  id: id(),
  channel: text('channel').$type<Channel>().notNull(),
  address: text('address').notNull(),
  purpose: text('purpose').$type<Purpose | 'all'>().notNull(),
  source: text('source').$type<'link' | 'one_click' | 'reply' | 'staff' | 'import'>().notNull(),
  wording: text('wording'),
  language: text('language'),
  recordedBy: uuid('recorded_by'),
  how: text('how').$type<How>(),
  optedOutAt: instant('opted_out_at').notNull().defaultNow(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnSource: text('withdrawn_source'),
  withdrawnBy: uuid('withdrawn_by'),
  withdrawnHow: text('withdrawn_how').$type<How>(),
})

export const consentPolicies = pgTable('consent_policies', {
  chainId: chainId(),
  version: integer('version').notNull(),
  language: text('language').notNull(),
  body: text('body').notNull(),
  savedBy: uuid('saved_by'),
  savedAt: instant('saved_at').notNull().defaultNow(),
})

export const contactLinks = pgTable('contact_links', {
  code: text('code').primaryKey().default(sql`link_code()`),
  chainId: chainId(),
  channel: text('channel').$type<Channel>().notNull(),
  address: text('address').notNull(),
  language: text('language'),
  createdAt: createdAt(),
})
