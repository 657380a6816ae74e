import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { migrate, pendingMigrations } from '#db/migrate.ts'
import { testDatabase } from '#tests/database.ts'

testDatabase()

test('migrating a database that is current changes nothing', async () => {
  expect(await pendingMigrations(db().$client)).toEqual([])
  expect(await migrate(String(process.env.DATABASE_URL))).toEqual([])
})

test('a file that was changed after it was applied is refused', async () => {
  await db().$client`update schema_migrations set sha256 = 'of an older text' where name = '0001_roles.sql'`
  expect(await pendingMigrations(db().$client)).toEqual(['0001_roles.sql'])
  await expect(migrate(String(process.env.DATABASE_URL))).rejects.toThrow('0001_roles.sql has changed')
})
