import { expect, test } from 'vitest'

import { formatTime } from '#lib/core/time-format.ts'

const AT = new Date('2026-10-14T07:42:05Z') // a Wednesday, 10:42 in Tallinn

test.each([
  ['date', '14.10.2026', '14.10.2026', '14.10.2026'],
  ['dateText', '14. oktoober 2026', '14 October 2026', '14 октября 2026 г.'],
  ['dateShort', '14. okt', '14 Oct', '14 окт.'],
  ['weekdayDate', 'kolmapäev, 14. oktoober 2026', 'Wednesday, 14 October 2026', 'среда, 14 октября 2026 г.'],
  ['weekday', 'K', 'Wed', 'ср'],
  ['dayShort', '14.10', '14 Oct', '14.10'],
  ['weekdayShort', 'K 14.10', 'Wed 14 Oct', 'ср, 14.10'],
  ['time', '10:42', '10:42', '10:42'],
  ['timeWithSeconds', '10:42:05', '10:42:05', '10:42:05'],
  ['dayAndTime', '14.10.2026 kell 10:42', '14.10.2026, 10:42', '14.10.2026, 10:42'],
  ['weekdayTime', 'K 14.10 kell 10:42', 'Wed 14 Oct, 10:42', 'ср, 14.10, 10:42'],
] as const)('%s', (style, et, en, ru) => {
  const shown = (['et', 'en', 'ru'] as const).map((locale) =>
    formatTime(AT, style, locale, 'Europe/Tallinn').replaceAll('\u00a0', ' '),
  )
  expect(shown).toEqual([et, en, ru])
})

test('the wall is the clinic’s: the same instant is another day in another zone', () => {
  const lateEvening = new Date('2026-10-14T22:30:00Z')
  expect(formatTime(lateEvening, 'dayAndTime', 'et', 'Europe/Tallinn')).toBe('15.10.2026 kell 01:30')
  expect(formatTime(lateEvening, 'dayAndTime', 'et', 'Europe/Stockholm')).toBe('15.10.2026 kell 00:30')
})

test('midnight is 00:00, not 24:00', () => {
  expect(formatTime(new Date('2026-10-13T21:00:00Z'), 'time', 'en', 'Europe/Tallinn')).toBe('00:00')
})
