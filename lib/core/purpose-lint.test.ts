import { describe, expect, test } from 'vitest'

import { findOfferWords, needsAdvertisingNotice } from '#lib/core/purpose-lint.ts'

describe('findOfferWords', () => {
  test.each([
    ['a percentage', 'Sel nädalal -20 % hambavalgendus', [['discount', '-20 %', 12]]],
    ['a percentage without a sign', '15% off', [['discount', '15%', 0]]],
    [
      'Estonian words in any form',
      'Soodushinnaga, kampaaniapakkumised',
      [
        ['discount', 'Soodushinnaga', 0],
        ['offer', 'kampaaniapakkumised', 15],
      ],
    ],
    ['a price', 'Puhastus 49 €', [['price', '49 €', 9]]],
    ['a price with a sign before it', 'Only €49', [['price', '€49', 5]]],
    ['a price in words', 'ainult 49,90 eurot', [['price', '49,90 eurot', 7]]],
    [
      'Russian words',
      'Акция: скидка на чистку',
      [
        ['offer', 'Акция', 0],
        ['discount', 'скидка', 7],
      ],
    ],
    ['a Russian price', 'всего 1 200 евро', [['price', '1 200 евро', 6]]],
    [
      'English words',
      'Special offer with a discount',
      [
        ['offer', 'offer', 8],
        ['discount', 'discount', 21],
      ],
    ],
    ['free is an offer', 'Tasuta kontroll', [['offer', 'Tasuta', 0]]],
  ])('%s', (_why, text, findings) => {
    expect(findOfferWords(text).map(({ kind, word, position }) => [kind, word, position])).toEqual(findings)
  })

  test.each([
    ['a reminder', 'Tere, Mari! Ootame Teid 12.03 kell 14:30, Tartu mnt 18, kab 5. Muutmiseks helistage 6123456.'],
    ['a closed clinic', 'Kliinik on 24.12 suletud. Kabinet 5 avab 27.12.'],
    ['a Russian notice', 'Клиника закрыта 24.12. Телефон 6123456.'],
    ['words that only hold one', 'Ebasoodne ilm; europass; офферта'],
    ['a proposed time and a lesser pain', 'Предложенное время подходит? Снижение боли после чистки.'],
    ['an English notice', 'The clinic is closed on 24 December.'],
  ])('nothing in %s', (_why, text) => {
    expect(findOfferWords(text)).toEqual([])
  })
})

test('every offer of a chain in Estonia is told of the Advertising Act, a notice is not', () => {
  expect(needsAdvertisingNotice('offer', 'EE')).toBe(true)
  expect(needsAdvertisingNotice('notice', 'EE')).toBe(false)
  expect(needsAdvertisingNotice('offer', 'LV')).toBe(false)
})
