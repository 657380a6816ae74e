import { describe, expect, test } from 'vitest'

import type { Wording } from '#lib/core/delivery-text.ts'
import { deliveryTextOf, deliveryTextsOf, placeholdersOf } from '#lib/core/delivery-text.ts'

const PORTAL = 'https://meelespea.example/'
const offer: Wording = {
  channel: 'sms',
  purpose: 'offer',
  language: 'et',
  subject: '',
  body: 'Tere, {first_name}! {clinic_name} ootab. {first_name}, helista {clinic_phone}.',
}

describe('the text of a delivery', () => {
  test('a value used twice is stored once, in the order of first use', () => {
    expect(placeholdersOf(offer)).toEqual(['first_name', 'clinic_name', 'clinic_phone'])
  })

  test('an offer ends with the refusal of the number it goes to', () => {
    const { text } = deliveryTextOf(offer, PORTAL)(['Mari', 'Tartu kliinik', '6123456', 'Ab3dE6gH9jKl'])
    expect(text).toBe(
      'Tere, Mari! Tartu kliinik ootab. Mari, helista 6123456.\nLoobu: https://meelespea.example/o/Ab3dE6gH9jKl',
    )
  })

  test('a clinic notice has no refusal, even if a stray value is stored', () => {
    const { text } = deliveryTextOf({ ...offer, purpose: 'notice' }, PORTAL)(['Mari', 'Tartu', '6123456', 'stray'])
    expect(text).not.toContain('/o/')
  })

  test('an e-mail has its subject filled in first', () => {
    const wording: Wording = {
      channel: 'email',
      purpose: 'notice',
      language: 'en',
      subject: 'News from {clinic_name}',
      body: 'Dear {first_name}',
    }
    expect(placeholdersOf(wording)).toEqual(['clinic_name', 'first_name'])
    expect(deliveryTextOf(wording, PORTAL)(['Narva', 'Anna'])).toMatchObject({
      subject: 'News from Narva',
      body: 'Dear Anna',
    })
  })
})

test('deliveries of several wordings are each rendered as their own says', () => {
  const sms = { channel: 'sms', purpose: 'notice', subject: '' } as const
  const render = deliveryTextsOf('http://localhost:3000')
  const texts = [
    { ...sms, language: 'et', body: 'Tere, {first_name}!', params: ['Mari'] },
    { ...sms, language: 'en', body: 'Hello, {first_name}!', params: ['Ann'] },
    { ...sms, language: 'et', body: 'Tere, {first_name}!', params: ['Jüri'] },
    { ...sms, language: 'et', body: 'Tere, {first_name}!', params: null },
  ].map((delivery) => render(delivery).text)
  expect(texts).toEqual(['Tere, Mari!', 'Hello, Ann!', 'Tere, Jüri!', ''])
})
