import { describe, expect, test } from 'vitest'

import type { EmailHtmlToMake } from '#lib/core/email-html.ts'
import { emailHtmlOf } from '#lib/core/email-html.ts'

const letter = (changes: Partial<EmailHtmlToMake>) =>
  emailHtmlOf({ from: 'Naeratus', language: 'et', subject: 'Kontroll', body: 'Tere', ...changes })

describe('emailHtmlOf', () => {
  test.each([
    [
      'a patient whose name looks like markup',
      { body: 'Tere, <b>Mari</b> & "Co"' },
      'Tere, &lt;b&gt;Mari&lt;/b&gt; &amp; &quot;Co&quot;',
    ],
    [
      'a chain whose name does',
      { from: "<script>alert('x')</script>" },
      '&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;',
    ],
    [
      'a subject that would close its element',
      { subject: '</title><img>' },
      '<title>&lt;/title&gt;&lt;img&gt;</title>',
    ],
    ['a new line stays one', { body: 'üks\nkaks' }, 'üks<br>\nkaks'],
    ['an empty line starts a paragraph', { body: 'üks\n\nkaks' }, 'üks</p>\n<p style="margin:0 0 16px">kaks'],
    [
      'a web address can be pressed',
      { body: 'Vt https://a.ee/b?c=1&d=2.' },
      '<a href="https://a.ee/b?c=1&amp;d=2">https://a.ee/b?c=1&amp;d=2</a>.',
    ],
    ['the language of the text, for voices and hyphens', { language: 'ru' }, '<html lang="ru">'],
  ])('%s', (_why, changes, html) => {
    expect(letter(changes)).toContain(html)
  })

  test('an address that is no web address is left as text', () => {
    expect(letter({ body: 'javascript:alert(1)' })).not.toContain('<a ')
  })

  test('an offer ends with its refusal, in the language of the text', () => {
    const html = letter({ language: 'ru', optOutLink: 'https://portal.ee/o/abc' })
    expect(html).toMatch(/<a href="https:\/\/portal\.ee\/o\/abc"[^>]*>Отказаться от предложений<\/a>/)
    expect(letter({})).not.toContain('<a ')
  })
})
