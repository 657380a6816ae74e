import { bigint, integer, pgTable, smallint, text, time, uuid } from 'drizzle-orm/pg-core'

import { chainId, createdAt, id, instant } from '#db/schema/columns.ts'

export const chains = pgTable('chains', {
  id: id().primaryKey(),
  name: text('name').notNull(),
  senderName: text('sender_name').notNull(),
  location: text('location').notNull().default('EE'),
  zone: text('zone').notNull().default('Europe/Tallinn'),
  languages: text('languages').array().notNull(),
  defaultLanguage: text('default_language').notNull().default('et'),
  activatedAt: instant('activated_at'),
  lowBalanceMicro: bigint('low_balance_micro', { mode: 'number' }).notNull().default(20_000_000),
  reserveDays: smallint('reserve_days').notNull().default(7),
  approvalPeople: integer('approval_people'),
  approvalMicro: bigint('approval_micro', { mode: 'number' }),
  createdAt: createdAt(),
})

export const clinics = pgTable('clinics', {
  chainId: chainId(),
  id: id(),
  name: text('name').notNull(),
  phone: text('phone'),
  zone: text('zone').notNull().default('Europe/Tallinn'),
  opensAt: time('opens_at').notNull().default('09:00'),
  closesAt: time('closes_at').notNull().default('20:00'),
  defaultLanguage: text('default_language').notNull().default('et'),
  createdAt: createdAt(),
})

export const staffClinics = pgTable('staff_clinics', {
  chainId: chainId(),
  staffId: uuid('staff_id').notNull(),
  clinicId: uuid('clinic_id').notNull(),
})
