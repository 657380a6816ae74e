import { describe, expect, test } from 'vitest'

import type { TextToMeasure } from './text-measure.ts'
import { hasReplaceableLettersOnly, measureText, replacementFor } from './text-measure.ts'

const NOTICE: TextToMeasure = {
  channel: 'sms',
  purpose: 'notice',
  language: 'et',
  subject: '',
  body: '',
  values: { first_name: 'Mari' },
  optOutLink: 'https://meel.ee/o/abcdefgh',
}

describe('measureText', () => {
  test('an empty text costs nothing, with or without an ending', () => {
    expect(measureText(NOTICE).segments).toBe(0)
    expect(measureText({ ...NOTICE, purpose: 'offer' }).segments).toBe(0)
  })

  test('the way to refuse is part of an offer and is counted', () => {
    const notice = measureText({ ...NOTICE, body: 'a'.repeat(140) })
    const offer = measureText({ ...NOTICE, body: 'a'.repeat(140), purpose: 'offer' })
    expect(notice).toMatchObject({ segments: 1, capacity: 160, parts: [140] })
    expect(offer.text).toContain('https://meel.ee/o/abcdefgh')
    expect(offer).toMatchObject({ segments: 2, capacity: 306 })
  })

  test('parts add up to the whole', () => {
    const { parts, units } = measureText({ ...NOTICE, body: `õ${'a'.repeat(133)}` })
    expect(parts).toEqual([67, 67])
    expect(units).toBe(134)
  })

  test('the link of an ending stands in the text as long as it will be', () => {
    const link = 'https://meel.ee/v/abcdefghijkl'
    const { text, units } = measureText({
      ...NOTICE,
      body: '{first_name}, ootame Teid',
      values: { ...NOTICE.values, visit_link: link },
      endings: ['link'],
    })
    expect(text).toBe(`Mari, ootame Teid ${link}`)
    expect(units).toBe(text.length)
  })

  test('an e-mail is paid by the piece, however long', () => {
    const email = measureText({ ...NOTICE, channel: 'email', subject: 'Tere, {first_name}', body: 'õ'.repeat(5000) })
    expect(email).toMatchObject({ subject: 'Tere, Mari', segments: 1, parts: [] })
  })
})

describe('replacementFor', () => {
  const offered = (body: string) => {
    const text = { ...NOTICE, body }
    return replacementFor(text, measureText(text))
  }

  test('says what each letter becomes and what it saves', () => {
    const found = offered(`Võtke aega, Žanna: ${'a'.repeat(60)}`)
    expect(found?.letters).toEqual([
      { character: 'õ', replacement: 'o', count: 1 },
      { character: 'Ž', replacement: 'Z', count: 1 },
    ])
    expect([found?.before.segments, found?.after.segments]).toEqual([2, 1])
    expect(found?.body).toMatch(/^Votke aega, Zanna/)
  })

  test('is silent when the text is one part anyway', () => {
    expect(offered('Võtke aega')).toBeNull()
  })

  test('is silent for Russian, which has nothing to replace', () => {
    expect(offered('Запишитесь на приём '.repeat(6))).toBeNull()
  })

  test('leaves ä, ö and ü alone', () => {
    expect(offered(`äöü õ ${'a'.repeat(70)}`)?.body).toMatch(/^äöü o/)
  })
})

test('letters are marked in a Latin text, not in a Cyrillic one', () => {
  expect(hasReplaceableLettersOnly('Võtke aeg „kohe“ {eesnimi} 🦷')).toBe(true)
  expect(hasReplaceableLettersOnly('Запись „сейчас“')).toBe(false)
})
