import { expect, test } from 'vitest'
import type { TextToMeasure } from '../../_texts/text-measure.ts'
import { textFaults } from './text-faults.ts'

const SMS: TextToMeasure = {
  channel: 'sms',
  purpose: 'notice',
  language: 'et',
  subject: '',
  body: '',
  values: {},
  optOutLink: '',
}

test.each([
  ['a blank text is skipped, not refused', { body: '' }, 0, undefined],
  [
    'an element that does not exist is named',
    { body: 'Tere, {eesnimi}' },
    1,
    { code: 'placeholder_unknown', name: 'eesnimi' },
  ],
  ['two megabytes', { body: 'a'.repeat(2_000_000) }, 9, { code: 'text_too_long', used: 2_000_000, max: 20_000 }],
  ['seven parts', { body: 'a' }, 7, { code: 'text_too_many_segments', max: 6 }],
  ['an e-mail has no parts', { channel: 'email', body: 'a' }, 7, undefined],
] as const)('%s', (_why, text, segments, fault) => {
  expect(textFaults({ ...SMS, ...text }, { segments }).body).toEqual(fault)
})

test('a line break in a subject would break the header', () => {
  expect(textFaults({ ...SMS, channel: 'email', subject: 'Tere\nBcc: a@b.ee' }, { segments: 1 }).subject).toEqual({
    code: 'line_break',
  })
})

test('a forgotten subject of an SMS disturbs nobody', () => {
  expect(textFaults({ ...SMS, subject: 'Tere\n' }, { segments: 1 }).subject).toBeUndefined()
})
