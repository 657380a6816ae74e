import { describe, expect, test } from 'vitest'

import { namesDebt } from '#lib/core/debt-words.ts'

describe('a text names a debt', () => {
  test.each([
    'Tere, {first_name}! Teil on meie ees võlg.',
    'Palume tasuda VÕLGNEVUS 5 päeva jooksul.',
    'Teie arve on maksmata.',
    'Visiit on tasumata',
    'У Вас есть задолженность перед клиникой.',
    'Просим погасить долг.',
    'Ваш счёт не оплачен.',
    'Your bill is overdue.',
    'You owe us 40 €.',
    'An outstanding amount remains.',
    'o\u0303 ei loe, aga vo\u0303lg loeb',
  ])('%s', (text) => {
    expect(namesDebt(text)).toBe(true)
  })
})

describe('a text names none', () => {
  test.each([
    ['an invoice', 'Saatsime Teile arve e-postiga.'],
    ['a bill, in Russian', 'Счёт отправлен на почту.'],
    ['a word with debt’s letters in it', 'Teie proov on kevõlgas'],
    ['flowers', 'We sent flowers'],
    ['however long', 'по-прежнему додолга'],
    ['nothing', ''],
  ])('%s', (_why, text) => {
    expect(namesDebt(text)).toBe(false)
  })
})
