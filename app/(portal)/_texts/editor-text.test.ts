import { describe, expect, test } from 'vitest'

import type { PlaceholderLabels } from './editor-text.ts'
import { editorRuns, elementAt, namesToLabel, toShown, toStored } from './editor-text.ts'

const LABELS: PlaceholderLabels = {
  first_name: 'Eesnimi',
  last_name: 'Perenimi',
  clinic_name: 'Kliinik',
  clinic_phone: 'Kliiniku telefon',
  chain_name: 'Kett',
}

test('an author sees labels, the database keeps names', () => {
  const stored = 'Tere, {first_name}! Helista {clinic_phone}.'
  const shown = 'Tere, {Eesnimi}! Helista {Kliiniku telefon}.'
  expect(toShown(stored, LABELS)).toBe(shown)
  expect(toStored(shown, LABELS)).toBe(stored)
})

test.each([
  ['a label in another case is the same element', '{eesnimi}', '{first_name}'],
  ['spaces inside the braces do not matter', '{ Kliiniku telefon }', '{clinic_phone}'],
  ['the stored name may be typed as well', '{last_name}', '{last_name}'],
  ['an unknown name stays, to be pointed out', '{isikukood}', '{isikukood}'],
  ['a lone brace is text', '{ 5 €', '{ 5 €'],
])('%s', (_why, shown, stored) => {
  expect(toStored(shown, LABELS)).toBe(stored)
})

test.each([
  ['a name typed by hand', 'Tere, {first_name}', { start: 6, end: 18, text: '{Eesnimi}' }],
  [
    'names of a pasted text, with what stands between them',
    '{first_name}, {Kett}: {clinic_phone}!',
    { start: 0, end: 36, text: '{Eesnimi}, {Kett}: {Kliiniku telefon}' },
  ],
  ['a brace that is not closed', 'Tere, {first_name', null],
  ['labels alone', 'Tere, {Eesnimi}', null],
  ['a name that stands for nothing', 'Tere, {visit_time}', null],
])('%s is labelled where it stands', (_why, shown, names) => {
  expect(namesToLabel(shown, LABELS)).toEqual(names)
})

describe('editorRuns', () => {
  test('marks elements, unknown names and letters that force UCS-2, and nothing else', () => {
    expect(editorRuns('Tõnu {Eesnimi} {nimi} ä', LABELS, true)).toEqual([
      { text: 'T', kind: 'plain' },
      { text: 'õ', kind: 'offending' },
      { text: 'nu ', kind: 'plain' },
      { text: '{Eesnimi}', kind: 'element' },
      { text: ' ', kind: 'plain' },
      { text: '{nimi}', kind: 'unknown' },
      { text: ' ä', kind: 'plain' },
    ])
  })

  test('joined, the runs are the text: the highlight lies exactly behind it', () => {
    const shown = 'Õ{Eesnimi}{Kett}š„ž\n\n{x}'
    expect(
      editorRuns(shown, LABELS, true)
        .map(({ text }) => text)
        .join(''),
    ).toBe(shown)
  })

  test('an e-mail has no offending letters', () => {
    expect(editorRuns('Tõnu', LABELS, false)).toEqual([{ text: 'Tõnu', kind: 'plain' }])
  })
})

test.each([
  ['Backspace after an element takes it whole', 14, 'ends', { start: 5, end: 14 }],
  ['Delete before an element takes it whole', 5, 'begins', { start: 5, end: 14 }],
  ['a caret inside is moved out', 8, 'inside', { start: 5, end: 14 }],
  ['at the edge it may stay', 14, 'inside', null],
  ['elsewhere there is no element', 2, 'ends', null],
] as const)('%s', (_why, position, edge, found) => {
  expect(elementAt('Tere {Eesnimi}!', LABELS, position, edge)).toEqual(found)
})
