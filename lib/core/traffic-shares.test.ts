import { describe, expect, test } from 'vitest'

import type { Moved, ProviderTraffic } from '#lib/core/traffic-shares.ts'
import { decideShares } from '#lib/core/traffic-shares.ts'

const HOUR = 3600
const LONG_AGO: Moved = { secondsAgo: HOUR, for: 'order' }

/** `up 100`, `down 0`, or `up 60 slow`; in this state for an hour unless `@seconds` says otherwise. */
function provider(text: string, place: number): ProviderTraffic {
  const [state, share, ...more] = text.split(' ')
  const isSlow = more.includes('slow')
  const seconds = more.find((word) => word.startsWith('@'))
  return {
    name: `p${place + 1}`,
    state: state === 'unheard' ? null : (state as ProviderTraffic['state']),
    stateSeconds: seconds ? Number(seconds.slice(1)) : HOUR,
    share: Number(share),
    judged: more.includes('few') ? 49 : 200,
    slow: isSlow ? 30 : 29,
  }
}

function decide(providers: string[], moved: Moved = LONG_AGO) {
  const decision = decideShares(providers.map(provider), moved)
  return decision && [...decision.shares.values(), decision.movedFor]
}

describe('a provider that cannot carry texts loses them all at once', () => {
  test.each([
    ['all is well: nothing moves', ['up 100', 'up 0'], null],
    ['the first is down: the next takes over', ['down 100', 'up 0'], [0, 100, 'down']],
    ['it refuses our password', ['refused 100', 'up 0'], [0, 100, 'down']],
    ['a lost connection that is back within seconds moves nothing', ['down 100 @4', 'up 0'], null],
    ['a refusal does not pass by itself', ['refused 100 @0', 'up 0'], [0, 100, 'down']],
    ['it cannot get connected', ['connecting 100 @15', 'up 0'], [0, 100, 'down']],
    ['it is just connecting', ['connecting 100 @14', 'up 0'], null],
    ['throttling slows it down, which is no reason to leave', ['throttled 100', 'up 0'], null],
    ['the second is down too: the third takes over', ['down 100', 'refused 0', 'up 0'], [0, 0, 100, 'down']],
    ['all are down: nothing moves, to nobody', ['down 100', 'down 0'], null],
    ['nobody has heard of it yet', ['unheard 100', 'up 0'], [0, 100, 'down']],
    ['one of two that share goes down', ['up 70', 'down 30'], [100, 0, 'order']],
  ])('%s', (_why, providers, expected) => {
    expect(decide(providers)).toEqual(expected)
  })

  test('one that was left because it was slow comes back slowly even when it was down meanwhile', () => {
    expect(decide(['down 70', 'up 30'], { secondsAgo: 10, for: 'slow' })).toEqual([0, 100, 'slow'])
  })
})

describe('the operator changes the list', () => {
  test.each([
    ['the first account ever', ['connecting 0 @0'], [100, 'order']],
    ['a new one at the end gets nothing', ['up 100', 'connecting 0 @0'], null],
    ['the one that carried all is gone', ['up 0', 'up 0'], [100, 0, 'order']],
    ['figures that add up to too much are put right', ['up 100', 'up 10'], [100, 0, 'order']],
    ['no account at all', [], null],
  ])('%s', (_why, providers, expected) => {
    expect(decide(providers)).toEqual(expected)
  })
})

describe('a slow provider loses ten points at a time', () => {
  test.each([
    ['15 of 100 take longer than five minutes', ['up 100 slow', 'up 0'], LONG_AGO, [90, 10, 'slow']],
    ['too few texts to say', ['up 100 slow few', 'up 0'], LONG_AGO, null],
    ['everybody is slow: it is not the provider', ['up 100 slow', 'up 0 slow'], LONG_AGO, null],
    ['the other is down', ['up 100 slow', 'down 0'], LONG_AGO, null],
    ['there is no other', ['up 100 slow'], LONG_AGO, null],
    ['again after five minutes', ['up 90 slow', 'up 10'], { secondsAgo: 300, for: 'slow' } as const, [80, 20, 'slow']],
    ['not before', ['up 90 slow', 'up 10'], { secondsAgo: 299, for: 'slow' } as const, null],
    ['to the first that is quick', ['up 100 slow', 'up 0 slow', 'up 0'], LONG_AGO, [90, 0, 10, 'slow']],
    ['the one with most of it goes first', ['up 30 slow', 'up 70 slow', 'up 0'], LONG_AGO, [30, 60, 10, 'slow']],
    ['the last points go too', ['up 5 slow', 'up 95'], LONG_AGO, [0, 100, 'slow']],
  ])('%s', (_why, providers, moved, expected) => {
    expect(decide(providers, moved)).toEqual(expected)
  })
})

describe('traffic drifts back', () => {
  const down = (secondsAgo: number): Moved => ({ secondsAgo, for: 'down' })
  const slow = (secondsAgo: number): Moved => ({ secondsAgo, for: 'slow' })
  test.each([
    ['a minute after it is well again, ten points', ['up 0 @60', 'up 100'], down(600), [10, 90, 'down']],
    ['not while that is younger', ['up 0 @59', 'up 100'], down(600), null],
    ['and the next ten a minute later', ['up 10 @120', 'up 90'], down(60), [20, 80, 'down']],
    ['not before', ['up 10 @120', 'up 90'], down(59), null],
    ['the last step ends it', ['up 90', 'up 10'], down(60), [100, 0, 'order']],
    ['after slowness a quarter of an hour is waited', ['up 90', 'up 10'], slow(899), null],
    ['and then it comes', ['up 80', 'up 20'], slow(900), [90, 10, 'slow']],
    ['not to one that is slow still', ['up 80 slow', 'up 20 slow'], slow(900), null],
    ['from the last in order first', ['up 50', 'up 25', 'up 25'], down(60), [60, 25, 15, 'down']],
    ['to the best there is while the first is down', ['down 0', 'up 50', 'up 50'], down(60), [0, 60, 40, 'down']],
  ])('%s', (_why, providers, moved, expected) => {
    expect(decide(providers, moved)).toEqual(expected)
  })
})

test('traffic never flaps: a provider that breaks every two minutes gets ten points a minute at most, and never all of it', () => {
  let traffic = ['up 100', 'up 0'].map(provider)
  let moved: Moved = LONG_AGO
  const seen: number[] = []
  for (let second = 0; second < HOUR; second += 1) {
    const isDown = second % 120 < 30
    traffic = traffic.map((one, place) => {
      const state = place === 0 && isDown ? 'down' : 'up'
      return { ...one, state, stateSeconds: state === one.state ? one.stateSeconds + 1 : 0 }
    })
    const decision = decideShares(traffic, moved)
    moved = decision ? { secondsAgo: 0, for: decision.movedFor } : { ...moved, secondsAgo: moved.secondsAgo + 1 }
    traffic = traffic.map((one) => ({ ...one, share: decision?.shares.get(one.name) ?? one.share }))
    seen.push(traffic[0]?.share ?? 0)
  }
  expect(Math.max(...seen.slice(60))).toBeLessThanOrEqual(20)
})
