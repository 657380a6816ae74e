import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import type { Locale } from '#i18n/locales.ts'
import { LOCALES } from '#i18n/locales.ts'

/** What a printer of any language would mend. */
const EVERYWHERE: [wrong: RegExp, why: string][] = [
  [/\.\.\./, 'an ellipsis is one character'],
  [/ [—–] /, 'a dash never begins a line: the space before it does not break'],
  [/[\d}] (?:MB|kB|МБ|кБ|€|мин\.)(?!\p{L})/u, 'a unit stays with its number'],
  [/§ \d/, 'so does the number of a section'],
  [/"/, 'quotation marks of typewriters'],
]
const OF_LANGUAGE: Record<Locale, [wrong: RegExp, why: string][]> = {
  et: [[/[«»]|“[^“]*”/u, 'Estonian quotes „so“']],
  en: [
    [/[«»„]/u, 'English quotes “so”'],
    [/\p{L}'\p{L}/u, 'the apostrophe is curled'],
  ],
  ru: [
    [/[„“”]/u, 'Russian quotes «so»'],
    [/\s– (?!\{)/u, 'the Russian dash is the long one'],
  ],
}

describe.each(LOCALES)('%s', (locale) => {
  test.each(readdirSync(`messages/${locale}`))('%s is set as a printer would set it', (file) => {
    const messages = JSON.parse(readFileSync(`messages/${locale}/${file}`, 'utf8'))
    for (const text of textsOf(messages)) expect(mistakesIn(locale, text), text).toEqual([])
  })
})

test('what a printer would mend is seen', () => {
  expect(mistakesIn('ru', 'Баланс – не "число"...')).toHaveLength(4)
  expect(mistakesIn('en', 'The file’s 64 MB: “too large”, see § 22')).toHaveLength(2)
  expect(mistakesIn('et', 'Leht «Täna»')).toEqual(['Estonian quotes „so“'])
})

function mistakesIn(locale: Locale, text: string): string[] {
  return [...EVERYWHERE, ...OF_LANGUAGE[locale]].filter(([wrong]) => wrong.test(text)).map(([, why]) => why)
}

function textsOf(messages: Record<string, unknown>): string[] {
  return Object.values(messages).flatMap((value) =>
    typeof value === 'string' ? value : textsOf(value as typeof messages),
  )
}
