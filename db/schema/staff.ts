import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { chainId, createdAt, id, instant, updatedAt } from '#db/schema/columns.ts'
import type { StaffRole } from '#lib/core/permissions.ts'

export const staff = pgTable('staff', {
  id: id().primaryKey(),
  chainId: uuid('chain_id'),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  role: text('role').$type<StaffRole>().notNull(),
  active: boolean('active').notNull().default(true),
  locale: text('locale').$type<'et' | 'en' | 'ru'>().notNull().default('et'),
  phone: text('phone'),
  lastSignInAt: instant('last_sign_in_at'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

export type SignInMethod = 'password' | 'totp' | 'recovery' | 'passkey'

export const sessions = pgTable('sessions', {
  id: id().primaryKey(),
  staffId: uuid('staff_id').notNull(),
  token: text('token').notNull().unique(),
  expiresAt: instant('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  method: text('method').$type<SignInMethod>().notNull().default('password'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

export const authAccounts = pgTable('auth_accounts', {
  id: id().primaryKey(),
  staffId: uuid('staff_id').notNull(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: instant('access_token_expires_at'),
  refreshTokenExpiresAt: instant('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

export const totpSecrets = pgTable('totp_secrets', {
  staffId: uuid('staff_id').primaryKey(),
  sealedSecret: text('sealed_secret').notNull(),
  confirmedAt: instant('confirmed_at'),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  createdAt: createdAt(),
})

export const recoveryCodes = pgTable('recovery_codes', {
  staffId: uuid('staff_id').notNull(),
  codeHash: text('code_hash').notNull(),
  usedAt: instant('used_at'),
  createdAt: createdAt(),
})

export const passkeys = pgTable('passkeys', {
  id: id().primaryKey(),
  staffId: uuid('staff_id').notNull(),
  credentialId: text('credential_id').notNull().unique(),
  publicKey: text('public_key').notNull(),
  counter: bigint('counter', { mode: 'number' }).notNull().default(0),
  transports: text('transports').array().notNull().default([]),
  name: text('name').notNull(),
  createdAt: createdAt(),
  lastUsedAt: instant('last_used_at'),
})

export type TokenKind = 'second_step' | 'passkey_sign_in' | 'passkey_new' | 'reset_asked' | 'reset'

export const oneTimeTokens = pgTable('one_time_tokens', {
  hash: text('hash').primaryKey(),
  kind: text('kind').$type<TokenKind>().notNull(),
  staffId: uuid('staff_id'),
  data: jsonb('data').$type<Record<string, string>>().notNull().default({}),
  expiresAt: instant('expires_at').notNull(),
  createdAt: createdAt(),
})

export const invitations = pgTable('invitations', {
  chainId: chainId(),
  id: id(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  role: text('role').$type<StaffRole>().notNull(),
  locale: text('locale').$type<'et' | 'en' | 'ru'>().notNull(),
  clinicIds: uuid('clinic_ids').array().notNull().default([]),
  invitedBy: uuid('invited_by').notNull(),
  tokenHash: text('token_hash').notNull(),
  sentAt: instant('sent_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  createdAt: createdAt(),
})

export const signInAttempts = pgTable('sign_in_attempts', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
})
