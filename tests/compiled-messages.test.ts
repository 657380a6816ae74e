import { readdirSync } from 'node:fs'
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import compile from 'icu-minify/compile'
import format from 'icu-minify/format'
import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'

import { formats } from '#i18n/formats.ts'
import { DEFAULT_TIME_ZONE, formatTag, LOCALES } from '#i18n/locales.ts'
import { everyElement, messagesOf } from '#tests/icu.ts'

// Pages format compiled messages, letters the messages as they are written: both must say the same.

const COUNTS = [0, 1, 2, 5, 11, 21, 1_234, 10_000, 1.5]
const namespaces = readdirSync('messages/en')
const formatters = {
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
}

describe.each(LOCALES)('%s', (locale) => {
  test.each(namespaces)('%s says the same compiled', (file) => {
    for (const [key, text] of Object.entries(messagesOf(locale, file))) {
      const message = JSON.parse(JSON.stringify(compile(text)))
      for (const values of valuesFor(parse(text))) {
        expect([key, inPages(message, locale, values)]).toEqual([key, asWritten(text, locale, values)])
      }
    }
  })
})

test('plural forms, groups of digits, choices, tags and quotation marks are all compared', () => {
  const text =
    "{n, plural, one {<b>{n, number, whole}</b> '{literal}'} other {{kind, select, sms {#} other {–}} {name}}}"
  const values = valuesFor(parse(text))
  expect(values.map((chosen) => asWritten(text, 'en', chosen))).toContain('<b>1</b> {literal}')
  expect(values.map((chosen) => inPages(compile(text), 'en', chosen))).toEqual(
    values.map((chosen) => asWritten(text, 'en', chosen)),
  )
})

type Values = Record<string, string | number | ((chunks: string | string[]) => string)>

function asWritten(text: string, locale: (typeof LOCALES)[number], values: Values): string {
  const fail = (error: Error) => {
    throw error
  }
  const t = createTranslator({
    locale: formatTag(locale),
    messages: { text },
    formats,
    timeZone: DEFAULT_TIME_ZONE,
    onError: fail,
  })
  return t.markup('text', values as never)
}

function inPages(message: ReturnType<typeof compile>, locale: (typeof LOCALES)[number], values: Values): string {
  const options = { formats, formatters, timeZone: DEFAULT_TIME_ZONE }
  return [format(message, formatTag(locale), values as never, options)].flat().join('')
}

/** Values that lead through every form: counts by turns, each with every choice, and a name where a text only puts one in. */
function valuesFor(elements: MessageFormatElement[]): Values[] {
  const parts = everyElement(elements)
  const counted = namesIn(parts, TYPE.plural, TYPE.number)
  const named = Object.fromEntries(namesIn(parts, TYPE.argument).map((name) => [name, "Mari O'Tamm {x}"]))
  const tags = Object.fromEntries(
    namesIn(parts, TYPE.tag).map((tag) => [
      tag,
      (chunks: string | string[]) => `<${tag}>${[chunks].flat().join('')}</${tag}>`,
    ]),
  )
  let sets: Values[] = COUNTS.map((_, turn) => {
    const counts = counted.map((name, place) => [name, COUNTS[(turn + place) % COUNTS.length] ?? 0])
    return { ...named, ...tags, ...Object.fromEntries(counts) }
  })
  for (const part of parts) {
    if (part.type !== TYPE.select) continue
    const choices = [...Object.keys(part.options), 'something else']
    sets = sets.flatMap((set) => choices.map((choice) => ({ ...set, [part.value]: choice })))
  }
  return sets
}

function namesIn(parts: MessageFormatElement[], ...types: TYPE[]): string[] {
  const dated = parts.find(({ type }) => type === TYPE.date || type === TYPE.time)
  if (dated) throw new Error('moments are put into messages as words')
  const named = parts.flatMap((part) => (types.includes(part.type) && part.type !== TYPE.pound ? [part.value] : []))
  return [...new Set(named)]
}
