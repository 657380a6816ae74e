import { expect, test } from 'vitest'

import type { Wording } from '#lib/core/delivery-text.ts'
import { keptWordings } from './kept-wordings.ts'

const wording = (body: string): Wording => ({ channel: 'sms', purpose: 'notice', language: 'et', subject: '', body })
const WORDINGS = { debt: wording('Teil on võlg'), call: wording('Palun helistage') }

test('what was written to somebody whose data were erased does not reach the page', () => {
  expect(keptWordings([{ wordingId: 'debt', params: null }], WORDINGS)).toEqual({})
})

test('a wording that another text still has is given, and no other', () => {
  const texts = [
    { wordingId: 'call', params: null },
    { wordingId: 'call', params: ['Mari'] },
    { wordingId: 'debt', params: null },
  ]
  expect(keptWordings(texts, WORDINGS)).toEqual({ call: WORDINGS.call })
})
