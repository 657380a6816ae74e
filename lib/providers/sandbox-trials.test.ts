import { expect, test } from 'vitest'

import { sandboxTrial } from '#lib/providers/sandbox-trials.ts'

test.each([
  ['a patient’s number is never a trial', '+37255512345', null],
  ['no answer, but the text is out', '+37255550100', { detail: 'no answer in time', kept: true }],
  [
    'the connection broke, and it is not',
    '+37255550101',
    { detail: 'connection lost: the sandbox hung up', kept: false },
  ],
  [
    'the same in an e-mail address',
    'mari.5550101@example.ee',
    { detail: 'connection lost: the sandbox hung up', kept: false },
  ],
  ['digits after the @ do not count', 'mari@5550101', null],
  ['a text in one part cannot come in some parts only', '+37255550102', { detail: 'no answer in time', kept: false }],
] as const)('%s', (_why, address, expected) => {
  const trial = sandboxTrial(address, 'r', 'Tere!')
  expect(trial && { detail: trial.outcome.detail, kept: trial.kept !== null }).toEqual(expected)
})

test('of a long text only the first part is answered', () => {
  expect(sandboxTrial('+37255550102', 'r', 'a'.repeat(400))?.outcome).toEqual({
    outcome: 'unknown',
    detail: '1 of 3 parts were taken: no answer in time',
    refs: ['r', null, null],
  })
})
