import { describe, expect, test } from 'vitest'

import { LATENCY_PLACES, latencyPlace, latencyQuantile, SLOW_SECONDS } from '#lib/core/latency.ts'

const countsOf = (...latencies: number[]) => {
  const counts = new Array<number>(LATENCY_PLACES).fill(0)
  for (const seconds of latencies) counts[latencyPlace(seconds)] = (counts[latencyPlace(seconds)] ?? 0) + 1
  return counts
}

describe('latencyPlace', () => {
  test.each([
    ['at once', 0, 0],
    ['a clock that was set back', -30, 0],
    ['on a bound belongs below it', 1, 0],
    ['just beyond', 1.001, 1],
    ['a phone that was off for days', 200_000, LATENCY_PLACES - 1],
  ])('%s', (_why, seconds, place) => {
    expect(latencyPlace(seconds)).toBe(place)
  })

  test('slow texts are told from others exactly', () => {
    expect(latencyPlace(SLOW_SECONDS)).toBeLessThan(latencyPlace(SLOW_SECONDS + 0.001))
  })
})

describe('latencyQuantile', () => {
  test.each([
    ['nothing was delivered', [], 0.5, null],
    ['one text, in the middle of its place', [4], 0.5, 4],
    ['half within a second, half within two', [1, 1, 2, 2], 0.5, 1],
    ['most are quick, the last of twenty took ten minutes', [...new Array(19).fill(1), 590], 0.95, 1],
    ['two of twenty took ten minutes', [...new Array(18).fill(1), 590, 590], 0.95, 450],
    ['longer than anything that is told apart', [90_000], 0.5, 43_200],
  ])('%s', (_why, latencies, share, seconds) => {
    expect(latencyQuantile(countsOf(...latencies), share)).toBe(seconds)
  })
})
