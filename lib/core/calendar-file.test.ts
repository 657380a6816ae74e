import { expect, test } from 'vitest'

import { calendarFile } from '#lib/core/calendar-file.ts'

const ENTRY = {
  uid: 'visit-1',
  sequence: 2,
  startsAt: new Date('2027-03-12T12:30:00Z'),
  durationMinutes: 45,
  summary: 'Kesklinna hambakliinik',
  location: 'Kesklinna hambakliinik',
  url: 'https://clinic.example/v/abc',
  writtenAt: new Date('2027-03-01T10:00:00.123Z'),
}

test('a visit in a calendar: the instant, and how long it takes', () => {
  expect(calendarFile(ENTRY).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Meelespea//Visits//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:visit-1',
    'SEQUENCE:2',
    'DTSTAMP:20270301T100000Z',
    'DTSTART:20270312T123000Z',
    'DTEND:20270312T131500Z',
    'SUMMARY:Kesklinna hambakliinik',
    'LOCATION:Kesklinna hambakliinik',
    'URL:https://clinic.example/v/abc',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test.each([
  ['commas and semicolons part values', 'Pärnu mnt 1, 2; III', 'Pärnu mnt 1\\, 2\\; III'],
  ['a backslash', 'a\\b', 'a\\\\b'],
  ['no line of its own can be slipped in', 'Kliinik\r\nATTENDEE:x', 'Kliinik\\nATTENDEE:x'],
])('%s', (_why, summary, written) => {
  expect(calendarFile({ ...ENTRY, summary })).toContain(`\r\nSUMMARY:${written}\r\n`)
})

test('a long name goes on in the next line, and no letter is cut', () => {
  const summary = 'Хирургия и стоматология на Нарвском шоссе'
  const lines = calendarFile({ ...ENTRY, summary }).split('\r\n')
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(lines.join('\n').replaceAll('\n ', '')).toContain(`SUMMARY:${summary}`)
})
