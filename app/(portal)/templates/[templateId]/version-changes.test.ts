import { expect, test } from 'vitest'

import type { TemplateVersion } from '#db/queries/template-versions.ts'
import { changesOf } from './version-changes.ts'

const version = (...texts: TemplateVersion['texts']): TemplateVersion => ({
  ...{ version: 1, name: 'Mall', savedAt: new Date(0), savedBy: null, texts },
})
const text = (language: string, body: string, more: Partial<TemplateVersion['texts'][number]> = {}) => ({
  ...{ language, body, subject: '', endings: [], ...more },
})

test.each([
  ['a new language', version(text('et', 'a')), version(text('et', 'a'), text('ru', 'б')), [['ru', 'Added']]],
  ['a language that went', version(text('et', 'a'), text('ru', 'б')), version(text('et', 'a')), [['ru', 'Removed']]],
  ['other words', version(text('et', 'a')), version(text('et', 'b')), [['et', 'Changed']]],
  ['another ending', version(text('et', 'a')), version(text('et', 'a', { endings: ['time'] })), [['et', 'Changed']]],
  ['another subject', version(text('et', 'a')), version(text('et', 'a', { subject: 'x' })), [['et', 'Changed']]],
  ['nothing', version(text('et', 'a')), version(text('et', 'a')), []],
])('%s', (_why, before, after, expected) => {
  expect(changesOf(after, before).map(({ language, kind }) => [language, kind])).toEqual(expected)
})
