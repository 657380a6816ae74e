import { readdirSync } from 'node:fs'
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'

import { LOCALES } from '#i18n/locales.ts'
import { everyElement, flatten, messagesOf } from '#tests/icu.ts'

// English is the measure because the types of the keys come from it. A screen must never miss a word in one language, nor
// name a figure in one that it has no place for in another.
const MEASURE = 'en'
const namespaces = readdirSync(`messages/${MEASURE}`)

test('every locale has the same files', () => {
  for (const locale of LOCALES) expect(readdirSync(`messages/${locale}`)).toEqual(namespaces)
})

describe.each(LOCALES.filter((locale) => locale !== MEASURE))('%s', (locale) => {
  test.each(namespaces)('%s has the same keys', (file) => {
    expect(Object.keys(messagesOf(locale, file)).toSorted()).toEqual(Object.keys(messagesOf(MEASURE, file)).toSorted())
  })

  test.each(namespaces)('%s uses the same values and tags in each message', (file) => {
    const theirs = messagesOf(locale, file)
    for (const [key, text] of Object.entries(messagesOf(MEASURE, file))) {
      expect({ [key]: argumentsOf(theirs[key] ?? '') }).toEqual({ [key]: argumentsOf(text) })
    }
  })
})

describe.each(LOCALES)('%s', (locale) => {
  const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories

  test.each(namespaces)('%s has every plural form of the language', (file) => {
    for (const [key, text] of Object.entries(messagesOf(locale, file))) {
      for (const forms of pluralsOf(parse(text))) {
        const missing = categories.filter((category) => !forms.includes(category))
        expect(missing, `${key}: ${text}`).toEqual([])
      }
    }
  })

  test.each(namespaces)('%s has no empty message and no stray space', (file) => {
    for (const [key, text] of Object.entries(messagesOf(locale, file))) {
      expect(text.trim(), key).toBe(text)
      expect(text, key).not.toBe('')
    }
  })
})

test('a missing plural form, value or key would be seen', () => {
  expect(pluralsOf(parse('{n, plural, one {# пациент} other {# пациента}}'))).toEqual([['one', 'other']])
  expect(argumentsOf('{n, plural, one {<b>{name}</b>} other {#}}')).toEqual(['<b>', 'n', 'name'])
  expect(flatten({ send: { confirm: 'Send' } })).toEqual({ 'send.confirm': 'Send' })
})

function argumentsOf(text: string): string[] {
  const names = everyElement(parse(text)).flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    return element.type === TYPE.tag ? [`<${element.value}>`] : [element.value]
  })
  return Array.from(new Set(names)).toSorted()
}

/** The forms of each cardinal plural; one that only spells out numbers (=0, =1) besides `other` still needs the rest. */
function pluralsOf(elements: MessageFormatElement[]): string[][] {
  return everyElement(elements).flatMap((element) =>
    element.type === TYPE.plural && element.pluralType === 'cardinal' ? [Object.keys(element.options)] : [],
  )
}
