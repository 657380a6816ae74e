import { describe, expect, test } from 'vitest'

import type { LetterKind } from '#lib/letters/kinds.ts'
import { letterKinds } from '#lib/letters/kinds.ts'
import { wordsOf } from '#lib/letters/write.ts'

/** A value for every field of a kind. */
function anExample(kind: LetterKind): Record<string, string | number> {
  const fields = Object.entries(letterKinds[kind].shape)
  const values = fields.map(([name, field]) => {
    if (name === 'path') return [name, '/somewhere']
    if ('options' in field) return [name, field.options[0]]
    return [name, field.safeParse(7).success ? 7 : `<${name}>\r\nBcc: x`]
  })
  return Object.fromEntries(values)
}

describe.each(Object.keys(letterKinds) as LetterKind[])('a letter of kind %s', (kind) => {
  test.each(['et', 'en', 'ru'] as const)('is whole in %s', async (locale) => {
    const { subject, text, html } = await wordsOf(kind, locale, anExample(kind))
    expect(subject).not.toMatch(/[{}\r\n]|letters\./)
    expect(text).not.toMatch(/[{}\r]|letters\./)
    expect(text).not.toMatch(/^Bcc/m)
    expect(text).toContain('http://localhost:3000/somewhere')
    expect(html).toContain(`lang="${locale}"`)
    expect(html).not.toMatch(/<name>|<campaign>/)
  })
})

test('money is written as money', async () => {
  const params = { requester: 'Irina', campaign: 'Kontroll', people: 812, costMicro: 61_500_000, path: '/approvals' }
  expect((await wordsOf('approval-asked', 'et', params)).text).toContain('812 saajat, 61,50\u00a0€')
})
