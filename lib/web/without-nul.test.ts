import { expect, test } from 'vitest'

import { withoutNul } from '#lib/web/without-nul.ts'

test('a text that PostgreSQL would refuse loses that one character, however deep it stands', () => {
  const pasted = {
    name: 'Ke\0vad',
    version: 3,
    compositions: [{ language: 'et', body: '\0Tere\0!' }],
    noLanguageAs: null,
  }
  expect(withoutNul(pasted)).toEqual({
    name: 'Kevad',
    version: 3,
    compositions: [{ language: 'et', body: 'Tere!' }],
    noLanguageAs: null,
  })
})
