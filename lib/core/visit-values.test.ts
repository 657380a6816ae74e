import { expect, test } from 'vitest'

import type { VisitToTell } from '#lib/core/visit-values.ts'
import { visitValuesOf } from '#lib/core/visit-values.ts'

const VISIT: VisitToTell = {
  ...{ firstName: 'Mari', lastName: 'Maasikas', clinicName: 'Kesklinn', clinicPhone: '+372 612 3456' },
  ...{ doctor: 'Tiina Põldmäe', office: '12', startsLocal: '2027-03-11T14:30', toldLocal: null },
}
const TERMS = { chainName: 'Sinilille', visitCode: 'abc' }

test('one visit is told with its own facts', () => {
  expect(visitValuesOf('et', [VISIT], TERMS)).toEqual({
    ...{ first_name: 'Mari', last_name: 'Maasikas', clinic_name: 'Kesklinn', clinic_phone: '+372 612 3456' },
    ...{ chain_name: 'Sinilille', visit_time: 'N 11.03 kl 14:30', visit_old_time: '', visit_doctor: 'Tiina Põldmäe' },
    ...{ visit_office: 'kab 12', visit_link: 'abc' },
  })
})

test('a family is told of all its times and names, and of a doctor only where all have the same', () => {
  const other = { ...VISIT, firstName: 'Jüri', doctor: 'Liis Kask', startsLocal: '2027-03-11T15:00' }
  expect(visitValuesOf('ru', [VISIT, other], TERMS)).toMatchObject({
    first_name: 'Mari, Jüri',
    visit_time: 'чт 11.03 в 14:30, 15:00',
    visit_doctor: '',
  })
})

test('a changed time is told with the one before', () => {
  const told = { ...VISIT, toldLocal: '2027-03-10T09:00' }
  expect(visitValuesOf('en', [told], TERMS).visit_old_time).toBe('Wed 10 Mar 09:00')
})
