import { describe, expect, test } from 'vitest'

import { createBreaker } from '#lib/deliveries/breaker.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'

const ANSWERS: Record<string, SendOutcome> = {
  '+': { outcome: 'accepted', refs: ['1'] },
  '-': { outcome: 'not_sent', detail: 'throttled' },
  '?': { outcome: 'unknown', detail: 'no answer' },
  x: { outcome: 'rejected', reason: 'bad_number', detail: '11' },
  '~': { outcome: 'not_sent', detail: '451', onlyThis: true },
}

function aBreaker(windowSize = 10) {
  const clock = { milliseconds: 0 }
  const breaker = createBreaker(windowSize, () => clock.milliseconds)
  const hear = (answers: string) => {
    for (const answer of answers) breaker.note(ANSWERS[answer] ?? { outcome: 'accepted', refs: [] })
  }
  const pass = (seconds: number) => {
    clock.milliseconds += seconds * 1000
  }
  return { breaker, hear, pass }
}

describe('a provider is left alone', () => {
  test.each([
    ['when half a window in a row was not taken', '++------', 0],
    ['when it is silent', '??????', 0],
    ['not for half a window exactly', '++-----', 10],
    ['not while others are taken in between', '-----+-----+----', 10],
    ['not for refusing bad numbers', 'xxxxxxxxxx', 10],
    ['not for mailboxes that are busy', '~~~~~~~~~~', 10],
  ])('%s', (_why, answers, width) => {
    const { breaker, hear } = aBreaker()
    hear(answers)
    expect(breaker.width()).toBe(width)
  })
})

test('it is tried again with one text, then with twice as many after each window that goes well', () => {
  const { breaker, hear, pass } = aBreaker()
  hear('??????')
  expect(breaker.troubledSince()).not.toBeNull()
  pass(0.999)
  expect(breaker.width()).toBe(0)
  pass(0.001)
  const widths = [breaker.width()]
  while (breaker.width() < 10) {
    hear('+'.repeat(breaker.width()))
    widths.push(breaker.width())
  }
  expect(widths).toEqual([1, 2, 4, 8, 10])
  expect(breaker.troubledSince()).toBeNull()
})

test('the longer it is in trouble the longer it is left alone, up to a minute: one text each time', () => {
  const { breaker, hear, pass } = aBreaker()
  hear('------')
  const waits: number[] = []
  for (let attempt = 0; attempt < 8; attempt += 1) {
    waits.push(breaker.waitMilliseconds() / 1000)
    pass(breaker.waitMilliseconds() / 1000)
    expect(breaker.width()).toBe(1)
    hear('?')
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
})

test('what else was on the wire when it broke does not make it wait longer', () => {
  const { breaker, hear } = aBreaker()
  hear('??????????')
  expect(breaker.waitMilliseconds()).toBe(1000)
})

test('trouble that nobody has seen for a while is not told any more', () => {
  const { breaker, hear, pass } = aBreaker()
  hear('??????')
  pass(91)
  expect(breaker.troubledSince()).toBeNull()
})
