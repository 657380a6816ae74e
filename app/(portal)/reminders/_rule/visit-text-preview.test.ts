import { describe, expect, test } from 'vitest'

import type { SampleVisit } from '#db/queries/sample-visits.ts'
import type { TemplateToChoose } from './visit-text-preview.ts'
import { countWithoutText, previewVisit } from './visit-text-preview.ts'

const VISIT: SampleVisit = {
  ...{ appointmentId: 'a', clinicId: 'north', language: 'et', country: 'EE', isLongest: false },
  ...{
    firstName: 'Mari',
    lastName: 'Maasikas',
    clinicName: 'Põhja',
    clinicPhone: null,
    doctor: 'Tiina Kask',
    office: '12',
  },
  startsLocal: '2027-03-11T14:30',
}
const template = (values: Partial<TemplateToChoose>): TemplateToChoose => ({
  ...{ id: 't', name: 'Põhitekst', purpose: 'reminder', variantOf: null, clinicId: null },
  texts: [{ language: 'et', subject: 'Visiit', body: '{first_name}, ootame Teid:', endings: ['time', 'office'] }],
  ...values,
})
const TERMS = {
  ...{ chainName: 'Sinilille', publicUrl: 'https://m.ee' },
  prices: [{ channel: 'sms', country: 'EE', priceMicro: 45_000 }],
}

describe('the text of a visit', () => {
  test('is what would go out, with its parts and price', () => {
    expect(previewVisit([template({})], 't', VISIT, 'sms', TERMS)).toMatchObject({
      ...{ subject: null, text: 'Mari, ootame Teid: N 11.03 kl 14:30, kab 12', segments: 1, costMicro: 45_000 },
    })
  })

  test('comes from the clinic’s own variant where it has one', () => {
    const texts = [{ language: 'et', subject: '', body: 'Tere, {first_name}', endings: [] }]
    const variant = template({ id: 'v', variantOf: 't', clinicId: 'north', texts })
    expect(previewVisit([template({}), variant], 't', VISIT, 'sms', TERMS)?.text).toBe('Tere, Mari')
    expect(previewVisit([template({}), variant], 't', { ...VISIT, clinicId: 'south' }, 'sms', TERMS)?.text).toMatch(
      /^Mari, ootame/,
    )
  })

  test('is none in a language that the template does not have', () => {
    expect(previewVisit([template({})], 't', { ...VISIT, language: 'ru' }, 'sms', TERMS)).toBeNull()
  })

  test('has no price where the number’s country has none', () => {
    expect(previewVisit([template({})], 't', { ...VISIT, country: 'US' }, 'sms', TERMS)?.costMicro).toBeNull()
  })
})

describe('who would get nothing', () => {
  const visitors = [
    { clinicId: 'north', language: 'et', patients: 40 },
    { clinicId: 'north', language: 'ru', patients: 12 },
    { clinicId: 'south', language: 'ru', patients: 3 },
    { clinicId: 'south', language: null, patients: 2 },
    { clinicId: 'south', language: 'fi', patients: 1 },
  ]
  const terms = { clinicIds: null, languages: ['et', 'ru'], noLanguageAs: '' }

  test('is counted by language', () => {
    expect(countWithoutText([template({})], 't', visitors, terms)).toEqual([
      { language: 'ru', patients: 15 },
      { language: null, patients: 2 },
      { language: 'fi', patients: 1 },
    ])
  })

  test('in the rule’s clinics only', () => {
    expect(countWithoutText([template({})], 't', visitors, { ...terms, clinicIds: ['north'] })).toEqual([
      { language: 'ru', patients: 12 },
    ])
  })

  test('but not those for whom another language is chosen', () => {
    expect(countWithoutText([template({})], 't', visitors, { ...terms, noLanguageAs: 'et' })).toEqual([
      { language: 'ru', patients: 15 },
    ])
  })
})
