import { describe, expect, test } from 'vitest'

import type { Guard } from '#scripts/faults/simulator/guards.ts'
import { GUARDS } from '#scripts/faults/simulator/guards.ts'
import { simulate } from '#scripts/faults/simulator/simulate.ts'

// Ten thousand lives run with `npm run simulate`; here are enough to see that each guard is needed.

const LIVES = 400
const ALL = new Set(GUARDS)

test(`${LIVES} lives: every text at most once, none lost, the money right at any moment`, () => {
  for (let seed = 1; seed <= LIVES; seed += 1) expect(simulate(seed, ALL), `seed ${seed}`).toEqual([])
})

describe('something goes wrong in one of them without', () => {
  test.each(GUARDS)('%s', (guard) => {
    const rest = new Set<Guard>(GUARDS.filter((other) => other !== guard))
    let wrong: string[] = []
    for (let seed = 1; seed <= LIVES && wrong.length === 0; seed += 1) wrong = simulate(seed, rest)
    expect(wrong).not.toEqual([])
  })
})
