import { expect, test } from 'vitest'

import { appliedTexts, lackingLanguages, overwrittenLanguages } from './applied-texts.ts'

const ON_SCREEN = [
  { language: 'et', subject: 'Minu teema', body: 'Minu tekst' },
  { language: 'ru', subject: '', body: ' ' },
  { language: 'en', subject: '', body: 'Mine' },
]
const TEMPLATE = {
  texts: [
    { language: 'et', subject: '', body: 'Malli tekst' },
    { language: 'ru', subject: 'Тема', body: 'Текст шаблона' },
    { language: 'fi', subject: '', body: 'Pohja' },
  ],
}

test('each language takes the text of the template, and keeps its own where the template has none', () => {
  expect(appliedTexts(ON_SCREEN, TEMPLATE)).toEqual([
    { language: 'et', subject: 'Minu teema', body: 'Malli tekst' },
    { language: 'ru', subject: 'Тема', body: 'Текст шаблона' },
    { language: 'en', subject: '', body: 'Mine' },
  ])
  expect(lackingLanguages(ON_SCREEN, TEMPLATE)).toEqual(['en'])
})

test('one is asked only about words that would go', () => {
  expect(overwrittenLanguages(ON_SCREEN, TEMPLATE)).toEqual(['et'])
  expect(overwrittenLanguages(appliedTexts(ON_SCREEN, TEMPLATE), TEMPLATE)).toEqual([])
})
