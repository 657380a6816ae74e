import { expect, test } from 'vitest'

import { auditChanges } from '#lib/core/audit-change.ts'

test.each([
  ['only what differs', { status: 'draft', name: 'A' }, { status: 'sending', name: 'A' }, ['status: draft → sending']],
  ['what is new', null, { people: 12, sent: true }, ['people: null → 12', 'sent: null → true']],
  ['what is gone', { name: 'A' }, null, ['name: A → null']],
  ['what lies deeper', { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ['a.c: 2 → 3']],
  ['a list as one value', { languages: ['et', 'ru'] }, { languages: ['et'] }, ['languages: et, ru → et']],
  ['no plumbing', { id: 'x', updatedAt: 1 }, { id: 'y', updatedAt: 2 }, []],
  ['zero and empty are values', { n: 0, t: '' }, { n: 1, t: 'x' }, ['n: 0 → 1', 't:  → x']],
  ['things in a list', null, { rows: [{ a: 1 }] }, ['rows: null → [{"a":1}]']],
  ['nothing at all', null, null, []],
  ['no object at all', 'text', 3, []],
])('%s', (_why, before, after, expected) => {
  expect(auditChanges(before, after).map((c) => `${c.field}: ${c.before} → ${c.after}`)).toEqual(expected)
})

test('a long value is cut', () => {
  expect(auditChanges(null, { body: 'x'.repeat(10_000) })[0]?.after).toHaveLength(201)
})
