import { expect, test } from 'vitest'

import { senderNameFault, senderNameKey } from '#lib/core/sender-name.ts'

test.each([
  ['a name', 'Hambaravi', null],
  ['eleven characters', 'Hambaravi24', null],
  ['a space', 'Minu Hammas', null],
  ['three characters', 'ABC', null],
  ['two', 'AB', 'sender_too_short'],
  ['nothing', '', 'sender_too_short'],
  ['twelve', 'Hambakliinik', 'sender_too_long'],
  ['õ is lost on the way', 'Hambatõde', 'sender_characters'],
  ['so is ä, though GSM-7 has it', 'Hambaäri', 'sender_characters'],
  ['Cyrillic', 'Клиника', 'sender_characters'],
  ['a hyphen is not carried everywhere', 'Dent-Al', 'sender_characters'],
  ['a line break would start a header', 'Dent\nal', 'sender_characters'],
  ['a space before it', ' Dental', 'sender_spaces'],
  ['two spaces', 'Den  tal', 'sender_spaces'],
  ['digits look like a number one can answer', '3725309', 'sender_no_letter'],
  ['the phone’s own', 'INFO', 'sender_reserved'],
  ['the phone’s own, spaced', 'In Fo', 'sender_reserved'],
  ['what begins like a number', '00Dent', 'sender_reserved'],
])('senderNameFault: %s', (_why, name, fault) => {
  expect(senderNameFault(name)).toBe(fault)
})

test('spaces and case do not make another sender', () => {
  expect(senderNameKey('Minu Hammas')).toBe(senderNameKey('MINUHAMMAS'))
})
