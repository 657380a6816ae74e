import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { gsm7Septets } from '#lib/core/sms-alphabet.ts'
import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'
import { testDatabase } from '#tests/database.ts'

testDatabase()

const LAST_CODE_POINT = 0x2fff

// value_shape in the migrations says what a value does to a text's length; it may say so only of values that stand in a text as they
// are, each character one unit wide, whatever is around them.
test('the shape of a value is true of every character that has one', async () => {
  const characters = Array.from({ length: LAST_CODE_POINT }, (_, index) => String.fromCodePoint(index + 1))
  const rows = await db().execute<{ character: string; shape: number }>(sql`
    select character, value_shape(character) as shape from unnest(${sql.param(characters)}::text[]) as character`)
  const shaped = rows.filter(({ shape }) => shape !== 0)

  expect(shaped.length).toBeGreaterThan(500)
  for (const { character, shape } of shaped) {
    expect([character, shape]).toEqual([character, gsm7Septets(character) ? 1 : -1])
    expect(gsm7Septets(character) ?? [character.length]).toEqual([1])
    expect(normaliseMergedValue(character)).toBe(character)
    expect(`a${character}a`.normalize('NFC')).toBe(`a${character}a`)
  }
})

test.each([
  ['Mari', 4],
  ['Anne-Mari', 9],
  ['Tõnu', -4],
  ['Мария Ивановна', -14],
  ['', 0],
  [' Mari', 0],
  ['Mari  Liis', 0],
  ['Mari,', 0],
  ['M€ri', 0],
  ['Mari 🦷', 0],
  ['To\u0303nu', 0],
])('%j has the shape %i', async (value, shape) => {
  const [row] = await db().execute<{ shape: number }>(sql`select value_shape(${value}) as shape`)
  expect(row?.shape).toBe(shape)
})
