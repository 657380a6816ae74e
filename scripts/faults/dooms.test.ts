import { expect, test } from 'vitest'

import { STEPS } from '#lib/runtime/steps.ts'
import { createDooms, noHits } from '#scripts/faults/dooms.ts'
import { randomOf } from '#scripts/faults/random.ts'

const SEEDS = [1, 2, 3, 4, 5]

/** Workers that come to steps by chance, to some much more often than to others, and to none in every third life. */
function hitsAfter(seed: number, kills: number) {
  const random = randomOf(seed, 'steps that workers come to')
  const dooms = createDooms(seed, { leaseSeconds: 2, ease: 1 })
  const hits = noHits()
  for (let killed = 0; killed < kills; killed += 1) {
    const doom = dooms.next(hits, kills - killed)
    if (!('steps' in doom)) continue
    const patient = doom.isPatient || random.happens(0.67)
    const [first] = doom.steps.toSorted((a, b) => STEPS.indexOf(a) - STEPS.indexOf(b))
    if (first && patient) hits[first] += 1
  }
  return hits
}

test.each(SEEDS)('seed %i: with two kills for each step every step is hit', (seed) => {
  const hits = hitsAfter(seed, 2 * STEPS.length)
  expect(STEPS.filter((step) => hits[step] === 0)).toEqual([])
})

test('steps have their turns: none is hit twice more than another', () => {
  const hits = Object.values(hitsAfter(1, 500))
  expect(Math.max(...hits) - Math.min(...hits)).toBeLessThanOrEqual(1)
  expect(Math.min(...hits)).toBeGreaterThan(5)
})

test('a good third dies anywhere, and some stand still first', () => {
  const dooms = createDooms(1, { leaseSeconds: 2, ease: 1 })
  const ways = Array.from({ length: 1000 }, () => dooms.next(noHits(), 10_000).way)
  const share = (way: string) => ways.filter((other) => other === way).length / ways.length
  expect(share('killed')).toBeCloseTo(0.35, 1)
  expect(share('stopped') + share('stopped at a step')).toBeCloseTo(0.1, 1)
})
