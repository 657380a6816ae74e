import { sql } from 'drizzle-orm'
import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core'

// Columns that nearly every table has, spelled once.

export const chainId = () => uuid('chain_id').notNull()

/** A time-sortable id made by the database. */
export const id = () => uuid('id').notNull().default(sql`uuid_v7()`)

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const createdAt = () => instant('created_at').notNull().defaultNow()

export const updatedAt = () => instant('updated_at').notNull().defaultNow()

/** Money in micro-euros: 1 € = 1,000,000. */
export const micro = (name: string) => bigint(name, { mode: 'number' })
