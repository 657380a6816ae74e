import { describe, expect, test } from 'vitest'

import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { Happened } from '#scripts/faults/judge.ts'
import { judge } from '#scripts/faults/judge.ts'

// The checker decides whether the engine is right, so every kind of wrong is planted here.

const PRICE_MICRO = 45_000

const never: Happened = { taken: [0], promised: [null] }
const once: Happened = { taken: [1], promised: ['delivered'] }
const twice: Happened = { taken: [2], promised: ['delivered'] }
const halfOfIt: Happened = { taken: [1, 0], promised: ['delivered', null] }
const bothParts: Happened = { taken: [1, 1], promised: ['delivered', 'delivered'] }
const onePartTwice: Happened = { taken: [1, 2], promised: ['delivered', 'delivered'] }
const lostOnTheWay: Happened = { taken: [1, 1], promised: ['delivered', 'expired'] }
const halfExpired: Happened = { taken: [1, 0], promised: ['expired', null] }
const oneLate: Happened = { taken: [1], promised: ['undelivered,then-delivered'] }
const onePartLate: Happened = { taken: [1, 1], promised: ['expired,then-delivered', 'delivered'] }

function judged(status: DeliveryStatus | null, happened: Happened | null) {
  return judge(status && { person: 1, status, priceMicro: PRICE_MICRO }, happened)
}

describe('is as it should be:', () => {
  test.each<[string, DeliveryStatus, Happened | null]>([
    ['taken and delivered', 'delivered', once],
    ['both parts taken and delivered', 'delivered', bothParts],
    ['one part expired', 'expired', lostOnTheWay],
    ['half of it taken, and that expired', 'expired', halfExpired],
    ['lost, as was said, and then delivered', 'delivered', oneLate],
    ['one part lost, as was said at first, with no word of ours for the other', 'expired', onePartLate],
    ['in doubt and taken', 'unknown', once],
    ['in doubt and never taken', 'unknown', never],
    ['in doubt and half of it taken', 'unknown', halfOfIt],
    ['refused', 'rejected', never],
    ['called off before anything of its campaign went out', 'cancelled', null],
  ])('%s', (_why, status, happened) => {
    expect(judged(status, happened)).toMatchObject({ breaches: [], wrongMicro: 0 })
  })
})

describe('is found:', () => {
  test.each<[string, DeliveryStatus | null, Happened | null, object]>([
    ['two of the same', 'delivered', twice, { breaches: ['doubled'], wrongMicro: 0 }],
    ['two of the same that we think are in doubt', 'unknown', twice, { breaches: ['doubled'] }],
    ['one part twice', 'delivered', onePartTwice, { breaches: ['doubled'] }],
    ['somebody without a delivery', null, never, { breaches: ['lost'] }],
    ['one that is still to be sent', 'planned', never, { breaches: ['lost'], wrongMicro: 0 }],
    ['one that is for ever on its way', 'submitting', null, { breaches: ['lost'] }],
    ['one that was paid for and nobody has', 'delivered', never, { breaches: ['lost'], wrongMicro: PRICE_MICRO }],
    ['half of one that was paid for', 'accepted', halfOfIt, { breaches: ['lost'], wrongMicro: PRICE_MICRO }],
    ['one that is to be sent and was', 'planned', once, { breaches: ['contradicted'], wrongMicro: PRICE_MICRO }],
    ['one given back and sent', 'cancelled', once, { breaches: ['contradicted'], wrongMicro: PRICE_MICRO }],
    ['one whose receipt was lost', 'accepted', once, { breaches: ['misreported'], wrongMicro: 0 }],
    ['one whose second receipt was lost', 'undelivered', oneLate, { breaches: ['misreported'] }],
    ['one whose receipt was misread', 'undelivered', once, { breaches: ['misreported'] }],
  ])('%s', (_why, status, happened, judgement) => {
    expect(judged(status, happened)).toMatchObject(judgement)
  })
})
