import { expect, test } from 'vitest'

import { sampleVisitValues } from '#lib/core/sample-visits.ts'
import type { Ending, TemplatePurpose } from '#lib/core/template-text.ts'
import { measureTemplate } from './measure-template.ts'
import { templateFaults } from './template-faults.ts'
import { isBlankText, OPENING, textsOnScreen, textsToSave } from './template-texts.ts'

const TIMES = { localTime: '2027-03-12T14:30', oldLocalTime: '2027-03-11T09:00' }
const TERMS = {
  maxCharacters: 133,
  lengths: { linkCharacters: 36, longest: { clinic_name: 20, clinic_phone: 12, chain_name: 18 } },
  location: 'EE',
  optOutLink: 'https://meel.ee/o/xxxxxxxxxxxx',
  samples: {
    et: {
      typical: sampleVisitValues('et', 'typical', TIMES),
      longest: sampleVisitValues('et', 'longest', TIMES),
    },
  },
}

test.each<[string, TemplatePurpose, string, Ending[], string | undefined]>([
  ['a blank text is skipped, not refused', 'reminder', '', ['time'], undefined],
  ['exactly the limit fits', 'reminder', `{first_name}${'a'.repeat(133 - 25)}`, [], undefined],
  ['one character more does not', 'reminder', `{first_name}${'a'.repeat(134 - 25)}`, [], 'template_too_long'],
  ['an ending counts with its room', 'reminder', 'a'.repeat(110), ['doctor'], undefined],
  ['and with the comma or space before it', 'reminder', 'a'.repeat(111), ['doctor'], 'template_too_long'],
  ['an element that does not exist', 'reminder', '{isikukood}', [], 'placeholder_unknown'],
  ['a visit’s element in a greeting', 'greeting', '{visit_time}', [], 'placeholder_unknown'],
  ['a long greeting costs more, but may go', 'greeting', 'a'.repeat(400), [], undefined],
  ['up to six parts', 'greeting', 'õ'.repeat(400), [], 'text_too_many_segments'],
  ['two megabytes', 'bulk', 'a'.repeat(2_000_000), [], 'too_long'],
])('%s', (_why, purpose, body, endings, code) => {
  const text = { language: 'et', subject: '', body, endings }
  const { longest } = measureTemplate(purpose, text, TERMS)
  expect(templateFaults(purpose, text, TERMS, longest).body?.code).toBe(code)
})

test('a subject of two lines would break the header of an e-mail', () => {
  const text = { language: 'et', subject: 'Visiit\nBcc: a@b.ee', body: 'Tere', endings: [] }
  expect(templateFaults('private', text, TERMS, { segments: 1 }).subject).toEqual({ code: 'subject_line_break' })
})

test('the longest sample of a text is as long as its budget says', () => {
  const text = {
    language: 'et',
    subject: '',
    body: '{first_name}, ootame Teid:',
    endings: ['time', 'doctor', 'office'] as Ending[],
  }
  const { longest, typical } = measureTemplate('reminder', text, TERMS)
  expect(longest.text).toHaveLength(25 + ', ootame Teid: '.length + 16 + 2 + 22 + 2 + 9)
  expect(typical.text).toBe('Mari, ootame Teid: R 12.03 kl 14:30, dr Tiina Kask, kab 12')
})

test('a new template opens with the patient’s name in every language, which alone is not yet a text', () => {
  const texts = textsOnScreen(['et', 'ru'], [], 'reminder', { isNew: true })
  expect(texts.map(({ body, endings }) => [body, endings])).toEqual([
    [OPENING, ['time', 'doctor', 'office']],
    [OPENING, ['time', 'doctor', 'office']],
  ])
  expect(texts.every(isBlankText)).toBe(true)
  expect(textsToSave(texts).map(({ body }) => body)).toEqual(['', ''])
  expect(textsOnScreen(['et'], [], 'bulk', { isNew: true })[0]?.endings).toEqual([])
})

test('a language of a saved template without a text stays empty, and one that the chain dropped keeps its own', () => {
  const saved = [{ language: 'fi', subject: '', body: 'Hei', endings: [] }]
  expect(textsOnScreen(['et', 'fi'], saved, 'bulk', { isNew: false }).map(({ body }) => body)).toEqual(['', 'Hei'])
})
