import { describe, expect, test } from 'vitest'

import { wordDiff } from '#lib/core/word-diff.ts'

const shown = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ kind, text }) => ({ same: text, added: `[+${text}]`, removed: `[-${text}]` })[kind])
    .join('')

describe('what a clinic changed in the text of its chain', () => {
  test.each([
    ['nothing', 'Tere, {first_name}!', 'Tere, {first_name}!', 'Tere, {first_name}!'],
    ['one word', 'ootame Teid visiidile', 'ootame Teid ravile', 'ootame Teid [-visiidile][+ravile]'],
    [
      'an element is a word of its own',
      'Tere, {first_name}!',
      'Tere, {last_name}!',
      'Tere, [-{first_name}][+{last_name}]!',
    ],
    ['words at the end', 'Tere', 'Tere, Mari', 'Tere[+, Mari]'],
    ['words in front', 'tere', 'Oi tere', '[+Oi ]tere'],
    ['everything', 'Tere', 'Привет', '[-Tere][+Привет]'],
    ['a text that was blank', '', 'Tere', '[+Tere]'],
    ['a text that is blank now', 'Tere', '', '[-Tere]'],
    ['a letter with its mark is one letter', 'o\u0303ige', 'oige', '[-o\u0303ige][+oige]'],
  ])('%s', (_why, before, after, expected) => {
    expect(shown(before, after)).toBe(expected)
  })
})

test('both texts can be read out of any comparison, however the words are mixed', () => {
  const words = ['Tere', ' ', ',', '{first_name}', 'ё', '\n', '🦷']
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const text = () => Array.from({ length: random(12) }, () => words[random(words.length)]).join('')
  for (let n = 0; n < 2_000; n += 1) {
    const [before, after] = [text(), text()]
    const runs = wordDiff(before, after)
    const read = (without: string) =>
      runs
        .filter(({ kind }) => kind !== without)
        .map((run) => run.text)
        .join('')
    expect([read('added'), read('removed')]).toEqual([before, after])
  }
})

test('two texts of ten thousand letters each are compared at once', () => {
  const [before, after] = ['tere '.repeat(5_000), 'oi tere '.repeat(3_000)]
  const began = performance.now()
  expect(
    wordDiff(before, after)
      .filter(({ kind }) => kind !== 'removed')
      .map(({ text }) => text)
      .join(''),
  ).toBe(after)
  expect(performance.now() - began).toBeLessThan(1_000)
})
