import { describe, expect, test } from 'vitest'

import { deliveryTextOf, visitPlaceholdersOf } from '#lib/core/delivery-text.ts'
import type { AnyPlaceholder } from '#lib/core/placeholders.ts'
import type { Ending, TemplatePurpose } from '#lib/core/template-text.ts'
import { bodyWithEndings, ENDINGS, elementsFor, longestTextOf, textBudgetOf } from '#lib/core/template-text.ts'

const MARI: Record<string, string> = {
  first_name: 'Mari',
  visit_time: 'N 11.03 kl 14:30',
  visit_doctor: 'dr Tõnu Põldmäe',
  visit_office: 'kab 5',
  visit_link: 'Ab3dE6gH9jKl',
}

function rendered(body: string, endings: readonly Ending[], values: Record<string, string> = MARI): string {
  const wording = {
    channel: 'sms',
    purpose: 'notice',
    language: 'et',
    subject: '',
    body: bodyWithEndings(body, endings),
  } as const
  return deliveryTextOf(wording, 'https://m.example')(visitPlaceholdersOf(wording).map((name) => values[name] ?? ''))
    .text
}

describe('a text with its endings', () => {
  test.each<[string, string, Ending[], Record<string, string>, string]>([
    [
      'all of them',
      '{first_name}, ootame Teid:',
      [...ENDINGS],
      MARI,
      'Mari, ootame Teid: N 11.03 kl 14:30, dr Tõnu Põldmäe, kab 5 https://m.example/v/Ab3dE6gH9jKl',
    ],
    ['none', '{first_name}, ootame Teid homme.', [], MARI, 'Mari, ootame Teid homme.'],
    [
      'no doctor: no hole',
      'Ootame Teid:',
      ['time', 'doctor', 'office'],
      { ...MARI, visit_doctor: '' },
      'Ootame Teid: N 11.03 kl 14:30, kab 5',
    ],
    [
      'an office that did not fit',
      'Ootame Teid:',
      ['time', 'doctor', 'office'],
      { ...MARI, visit_office: '' },
      'Ootame Teid: N 11.03 kl 14:30, dr Tõnu Põldmäe',
    ],
    [
      'neither',
      'Ootame Teid:',
      ['time', 'doctor', 'office'],
      { ...MARI, visit_doctor: '', visit_office: '' },
      'Ootame Teid: N 11.03 kl 14:30',
    ],
    [
      'in the order of the trade, however they were chosen',
      'Ootame:',
      ['office', 'time'],
      MARI,
      'Ootame: N 11.03 kl 14:30, kab 5',
    ],
  ])('%s', (_why, body, endings, values, expected) => {
    expect(rendered(body, endings, values)).toBe(expected)
  })
})

test('budgets: 25 + 16 + 22 + 5 leave 65 of 133 for the clinic’s own words', () => {
  const own = 'x'.repeat(65 - ' , , , '.length - 'kab '.length)
  const body = bodyWithEndings(`{first_name}, ${own}`, ['time', 'doctor', 'office'])
  expect(longestTextOf(body, { language: 'et', linkCharacters: 30, longest: {} })).toBe(133)
})

test('a link has its place, and a clinic’s name its own length', () => {
  const options = { language: 'et', linkCharacters: 31, longest: { clinic_name: 9 } }
  expect(longestTextOf(bodyWithEndings('{clinic_name}:', ['link']), options)).toBe(9 + 1 + 1 + 31)
})

describe('what the characters of a text go to', () => {
  const terms = { language: 'et', linkCharacters: 30, longest: { clinic_name: 17 } }
  test.each<[string, string, Ending[]]>([
    ['words alone', 'Ootame Teid homme.', []],
    ['a name and three endings', '{first_name}, ootame Teid:', ['time', 'doctor', 'office']],
    ['a clinic at its real length, and a link', '{clinic_name} ootab:', ['time', 'link']],
    ['a name that stands twice takes its room twice', '{first_name}, {first_name}!', []],
  ])('%s: the parts add up to the whole', (_why, body, endings) => {
    const whole = bodyWithEndings(body, endings)
    const { characters, own, elements } = textBudgetOf(whole, terms)
    expect(characters).toBe(longestTextOf(whole, terms))
    expect(own + elements.reduce((sum, one) => sum + one.characters, 0)).toBe(characters)
    expect(own).toBe(whole.replace(/\{[^}]*\}/g, '').length)
  })
})

test.each<[TemplatePurpose, AnyPlaceholder, boolean]>([
  ['reminder', 'visit_time', true],
  ['reminder', 'visit_old_time', false],
  ['time_changed', 'visit_old_time', true],
  ['reminder', 'visit_link', false],
  ['greeting', 'visit_time', false],
  ['bulk', 'clinic_phone', true],
])('a text of purpose %s may have %s: %s', (purpose, element, may) => {
  expect(elementsFor(purpose).includes(element)).toBe(may)
})
