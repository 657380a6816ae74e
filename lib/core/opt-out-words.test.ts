import { expect, test } from 'vitest'

import { meaningOfReply } from '#lib/core/opt-out-words.ts'

test.each([
  ['opt_out', ['STOPP', 'stopp', 'Stop.', 'STOP!', ' стоп ', 'СТОП', 'Loobu', 'LOOBUN', '"STOP"']],
  ['yes', ['JAH', 'jah!', 'Yes', 'ДА', 'да.']],
  ['no', ['EI', 'ei.', 'No', 'НЕТ']],
])('%s in any case and with any punctuation', (meaning, replies) => {
  expect(replies.map((reply) => [reply, meaningOfReply(reply)])).toEqual(replies.map((reply) => [reply, meaning]))
})

test.each([
  ['cancelling a visit is no opt-out', 'TÜHISTA'],
  ['in English either', 'CANCEL'],
  ['a sentence is for a person to read', 'Ei saa tulla, palun teist aega'],
  ['even one that begins with a word of ours', 'Stop, ma tulen siiski'],
  ['yes and no', 'jah ei'],
  ['nothing', ''],
  ['a sign', '👍'],
])('left to a person: %s', (_why, reply) => {
  expect(meaningOfReply(reply)).toBeNull()
})
