import { expect, test } from 'vitest'

import { arrayLiteral, plainArrayLiteral } from '#db/array-literal.ts'
import { db, sql } from '#db/client.ts'
import { testDatabase } from '#tests/database.ts'

testDatabase()

test('what people type comes to the database as it was typed', async () => {
  const typed = ['Mari', '', null, 'NULL', 'null', 'a,b', '{}', '"Õnne"', 'C:\\', ' ', 'Иван\n']
  const [row] = await db().execute(sql`select to_jsonb(${arrayLiteral(typed)}::text[]) as came`)
  expect(row?.came).toEqual(typed)
})

test('numbers, days and codes come as they are, and none as none', async () => {
  const [row] = await db().execute(sql`
    select to_jsonb(${plainArrayLiteral(['et', null, '+37258045599'])}::text[]) as codes,
      to_jsonb(${plainArrayLiteral([1, -25_500_000, null])}::bigint[]) as numbers,
      to_jsonb(${plainArrayLiteral(['1944-03-31', null])}::date[]) as days,
      to_jsonb(${plainArrayLiteral([true, null, false])}::boolean[]) as answers`)
  expect(row).toEqual({
    codes: ['et', null, '+37258045599'],
    numbers: [1, -25_500_000, null],
    days: ['1944-03-31', null],
    answers: [true, null, false],
  })
})
