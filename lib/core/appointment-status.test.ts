import { expect, test } from 'vitest'

import { APPOINTMENT_STATUSES, isBooked, isVisit, recogniseAppointmentStatus } from '#lib/core/appointment-status.ts'

test.each([
  [
    'scheduled',
    ['Broneeritud', 'broneeritud', 'BRONEERING', 'Planeeritud', 'Забронировано', 'Записан', 'Scheduled', 'booked'],
  ],
  ['confirmed', ['Kinnitatud', 'kinnitas patsient', 'Подтверждён', 'Confirmed']],
  ['scheduled', ['Kinnitamata', 'ei kinnitanud', 'Не подтверждён', 'Unconfirmed']],
  [
    'out_of_reach',
    [
      'Ei vasta',
      'Ei saa kätte',
      'ei saanud kätte',
      'Не отвечает',
      'Недозвон',
      'No answer',
      'Out of reach',
      'out_of_reach',
    ],
  ],
  ['arrived', ['Kohal', 'Saabus', 'Пришёл', 'На приёме', 'Arrived', 'Checked-in']],
  [
    'completed',
    ['Lõpetatud', 'Tehtud', 'toimunud', 'Завершён', 'Состоялся', 'Выполнено', 'Completed', 'fulfilled', 'DONE'],
  ],
  ['no_show', ['Ei ilmunud', 'ei tulnud', 'Не явился', 'Не пришла', 'неявка', 'No-show', 'noshow', 'DNA', 'no_show']],
  [
    'cancelled',
    ['Tühistatud', 'Tühistas patsient', 'tuhistatud', 'Отменён', 'Отменил пациент', 'Cancelled', 'canceled'],
  ],
  [null, ['', '?', 'muu', 'pole tehtud', 'lõpetamata', 'не завершён', 'incomplete', 'ei']],
])('%s, as it is written', (status, cells) => {
  expect(cells.map((cell) => [cell, recogniseAppointmentStatus(cell)])).toEqual(cells.map((cell) => [cell, status]))
})

test('what took place is a visit, what still stands is booked, and nothing is both', () => {
  expect(APPOINTMENT_STATUSES.filter(isVisit)).toEqual(['arrived', 'completed'])
  expect(APPOINTMENT_STATUSES.filter(isBooked)).toEqual(['scheduled', 'confirmed', 'out_of_reach'])
})
