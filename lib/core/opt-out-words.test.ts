import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { meaningOfReply } from '#lib/core/opt-out-words.ts'

describe('understood', () => {
  test.each([
    ['in capitals, as our texts say it', 'opt_out', ['STOPP', 'STOP', 'СТОП', 'LOOBU']],
    ['in any case', 'opt_out', ['stopp', 'Stop', 'стоп', 'Loobu', 'sToPp']],
    [
      'with punctuation',
      'opt_out',
      ['Stop.', 'STOP!', '"STOP"', '«стоп»', '- loobu -', 'stopp!!!', '…stopp', 'STOPP🛑'],
    ],
    ['with spaces and lines', 'opt_out', [' стоп ', 'S T O P', 'STO PP', 'stop\n', '\u00a0stopp\u200b']],
    ['with accents', 'opt_out', ['stôpp', 'lööbu', 'STÕPP', 'сто́п']],
    [
      'with letters of the other alphabet that look alike',
      'opt_out',
      ['СТОР', 'CTOП', 'SТОP', 'ST0P', 'сторр', 'LОOBU'],
    ],
    ['in letters of another width or weight', 'opt_out', ['ＳＴＯＰ', '𝗦𝗧𝗢𝗣𝗣']],
    ['in other forms of the word', 'opt_out', ['LOOBUN', 'отказ', 'Отписаться', 'unsubscribe']],
    ['a refusal with a question mark is still one', 'opt_out', ['STOPP?']],
    ['yes', 'yes', ['JAH', 'jah!', 'Yes', 'ДА', 'да.', 'j a h', 'дa', 'OK', 'ok 👍']],
    ['no', 'no', ['EI', 'ei.', 'No', 'НЕТ', 'HET', 'нет!']],
  ])('%s', (_why, meaning, replies) => {
    expect(replies.map((reply) => [reply, meaningOfReply(reply)])).toEqual(replies.map((reply) => [reply, meaning]))
  })
})

describe('left to a person', () => {
  test.each([
    ['cancelling a visit is no opt-out', 'TÜHISTA'],
    ['in English either', 'CANCEL'],
    ['nor in Russian', 'отмена'],
    ['a sentence', 'Ei saa tulla, palun teist aega'],
    ['even one that begins with a word of ours', 'Stop, ma tulen siiski'],
    ['yes and no', 'jah ei'],
    ['no to what: the visit or the texts?', 'EI STOPP?'],
    ['yes, but', 'jah aga stopp'],
    ['twice the same is more than the word', 'stopp stopp'],
    ['a question', 'Jah?'],
    ['another question', 'EI?'],
    ['a word that contains one', 'stopper'],
    ['a word that looks like one', 'нож'],
    ['but (Russian) is not no (English)', 'но'],
    ['nothing', ''],
    ['a sign', '👍'],
    ['a number', '1'],
    ['a time', '14:30'],
    ['the same word without end', 'stop'.repeat(100)],
  ])('%s', (_why, reply) => {
    expect(meaningOfReply(reply)).toBeNull()
  })
})

const WORDS = fc.constantFrom('stopp', 'stop', 'стоп', 'loobu', 'jah', 'yes', 'да', 'ei', 'no', 'нет')
const NOISE = fc.string({ unit: fc.constantFrom(...' .,!;:-_"\'()\n\t«»…'), maxLength: 4 })

test('case, punctuation and spaces around a word never change what it means', () => {
  fc.assert(
    fc.property(WORDS, NOISE, NOISE, fc.boolean(), (word, before, after, upper) => {
      const written = before + (upper ? word.toUpperCase() : word) + after
      return meaningOfReply(written) === meaningOfReply(word)
    }),
  )
})

test('two words of ours together are never understood', () => {
  fc.assert(
    fc.property(WORDS, WORDS, NOISE, (one, other, between) => meaningOfReply(`${one} ${between} ${other}`) === null),
  )
})

test('whatever comes, it answers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const meaning = meaningOfReply(text)
      return meaning === null || ['opt_out', 'yes', 'no'].includes(meaning)
    }),
  )
})
