import { expect, test } from 'vitest'

import type { DueFacts } from '#lib/core/reminder-verdict.ts'
import { verdictOn } from '#lib/core/reminder-verdict.ts'

const at = (time: string) => new Date(`2027-03-09T${time}:00Z`)
const NOW = at('10:00')
const FACTS: DueFacts = {
  superseded: false,
  ruleOff: false,
  statusFits: true,
  wasTold: true,
  sendAt: NOW,
  uselessFrom: at('13:45'),
}

test.each<[string, Partial<DueFacts>, object]>([
  ['all is as it was planned', {}, { verdict: 'send' }],
  ['the appointment was moved', { superseded: true }, { verdict: 'dropped', reason: 'moved' }],
  ['the rule was switched off', { ruleOff: true }, { verdict: 'dropped', reason: 'rule_changed' }],
  ['the old time never reached anybody', { wasTold: false }, { verdict: 'dropped', reason: 'not_told' }],
  ['the appointment was cancelled', { statusFits: false }, { verdict: 'left_out', reason: 'status' }],
  ['moved and cancelled: moved is why', { superseded: true, statusFits: false }, { verdict: 'dropped' }],
  ['the worker was off until the visit', { uselessFrom: NOW }, { verdict: 'too_late' }],
  [
    'the worker was off until after closing; the visit is tomorrow',
    { sendAt: at('11:00') },
    { verdict: 'wait', until: at('11:00') },
  ],
  [
    'the worker was off until after closing; the visit is the first of tomorrow',
    { sendAt: at('13:45') },
    { verdict: 'too_late' },
  ],
  ['the clinic does not open any more', { sendAt: null }, { verdict: 'too_late' }],
])('%s', (_why, facts, expected) => {
  expect(verdictOn({ ...FACTS, ...facts }, NOW)).toMatchObject(expected)
})
