import { expect, test } from 'vitest'

import { readSmallForm } from '#lib/web/small-form.ts'

const FIELD = 'List-Unsubscribe'

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/o/x/one-click', { method: 'POST', body, headers })
}

test('multipart, as Gmail sends it', async () => {
  const form = new FormData()
  form.set(FIELD, 'One-Click')
  expect((await readSmallForm(post(form)))?.get(FIELD)).toBe('One-Click')
})

test('urlencoded', async () => {
  const form = new URLSearchParams({ [FIELD]: 'One-Click' })
  expect((await readSmallForm(post(form)))?.get(FIELD)).toBe('One-Click')
})

test('without a word about its type', async () => {
  const body = new Blob([`${FIELD}=One-Click`])
  expect((await readSmallForm(post(body)))?.get(FIELD)).toBe('One-Click')
})

test.each([
  ['too large a form', 'a='.padEnd(70_000, 'x'), {}],
  ['multipart that is none', 'rubbish', { 'content-type': 'multipart/form-data; boundary=x' }],
])('%s is none', async (_why, body, headers) => {
  expect(await readSmallForm(post(body, headers))).toBeNull()
})
