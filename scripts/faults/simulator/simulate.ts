import type { Random } from '#scripts/faults/random.ts'
import { randomOf } from '#scripts/faults/random.ts'
import type { Guards } from '#scripts/faults/simulator/guards.ts'
import { Network } from '#scripts/faults/simulator/network.ts'
import { Worker } from '#scripts/faults/simulator/worker.ts'
import { PRICE_MICRO, World } from '#scripts/faults/simulator/world.ts'

const SIZES = { batches: 3, texts: 6, longTexts: 3 }
const WORKERS = 3
const APPLIERS = 2
const STORMY_STEPS = 260
const MOST_CALM_STEPS = 6_000
const OPEN = ['planned', 'submitting']
const HELD = ['planned', 'submitting', 'unknown']
const SPENT = ['accepted', 'delivered', 'undelivered', 'expired']

type Place = { worker: Worker; awakeAt: number }
type Life = {
  random: Random
  world: World
  network: Network
  places: Place[]
  /** What each of those who apply receipts has read and not written yet. */
  readings: (ReturnType<World['readReceipts']> | null)[]
  fair: boolean
}

/**
 * One life of three batches, by chance: workers send, die, stand still and come back; the campaign is held back, let go, called off;
 * the provider does as it likes; at last calm. Everything happens in the order that the seed says. Every fourth life has fair
 * weather all along, and then nothing may end in doubt.
 *
 * @returns what is wrong, in words; empty when every text is sent at most once, none is lost and the money is right at any moment
 */
export function simulate(seed: number, guards: Guards): string[] {
  const random = randomOf(seed, 'life')
  const world = new World(guards, SIZES)
  const network = new Network(random)
  const fair = seed % 4 === 0
  network.calm = fair
  const places = Array.from({ length: WORKERS }, () => ({ worker: new Worker(world, network), awakeAt: 0 }))
  const life: Life = { random, world, network, places, readings: Array.from({ length: APPLIERS }, () => null), fair }
  try {
    for (let step = 0; step < STORMY_STEPS; step += 1) {
      act(life)
      if (!fair && random.happens(0.06)) makeTrouble(life)
      if (!moneyIsRight(world)) return [`the money was wrong at step ${step}`]
    }
    network.calm = true
    for (const batch of world.batches) if (batch.status === 'held') batch.status = 'ready'
    for (let step = 0; step < MOST_CALM_STEPS && !isOver(life); step += 1) act(life)
    return wrongsOf(life)
  } catch (error) {
    return [(error as Error).message]
  }
}

function act({ random, world, network, places, readings, fair }: Life): void {
  // In fair weather nothing takes long.
  world.now += fair ? Number(random.happens(0.02)) : random.whole(0, 3)
  const lot = random.next()
  const place = random.pick(places)
  const awake = place.awakeAt <= world.now
  if (lot < 0.45) {
    if (awake) place.worker.step()
  } else if (lot < 0.75) network.step(world)
  else if (lot < 0.88) applyReceipts(world, readings, random.whole(0, APPLIERS - 1))
  else if (lot < 0.92) world.sweep()
  else if (awake) place.worker.beat()
}

function applyReceipts(world: World, readings: Life['readings'], which: number): void {
  const reading = readings[which]
  if (reading) world.writeReceipts(reading)
  readings[which] = reading ? null : world.readReceipts()
}

function makeTrouble({ random, world, network, places }: Life): void {
  const place = random.pick(places)
  const batch = random.pick(world.batches)
  const lot = random.next()
  if (lot < 0.3) {
    place.worker.die()
    place.worker = new Worker(world, network)
  } else if (lot < 0.5) place.awakeAt = world.now + random.whole(0, 150)
  else if (lot < 0.65 && ['ready', 'claimed'].includes(batch.status)) batch.status = 'held'
  else if (lot < 0.9 && batch.status === 'held') batch.status = 'ready'
  else if (lot < 0.93 && batch.status !== 'done') batch.status = 'cancelled'
}

function isOver({ world, network, readings }: Life): boolean {
  return network.quiet && world.atRest && readings.every((reading) => reading === null)
}

function wrongsOf({ world, network, fair }: Life): string[] {
  const wrong = [...world.wrongs]
  if (!moneyIsRight(world)) wrong.push('the money is wrong')
  for (const { id, status, parts } of world.deliveries) {
    const taken = Array.from({ length: parts }, (_, part) => network.taken.get(`${id} ${part + 1}`) ?? 0)
    const some = taken.some((times) => times > 0)
    if (taken.some((times) => times > 1)) wrong.push(`${id} was sent twice`)
    if (OPEN.includes(status)) wrong.push(`${id} is ${status} for ever`)
    if (SPENT.includes(status) && !some) wrong.push(`${id} is ${status} and was never sent`)
    if (['rejected', 'cancelled'].includes(status) && some) wrong.push(`${id} is ${status} and was sent`)
    if (fair && status === 'unknown') wrong.push(`${id} is in doubt, and nothing had happened`)
  }
  return wrong
}

/** Free, held and spent are what the deliveries say, and add up to what was paid in. */
function moneyIsRight({ deliveries, account, toppedUp }: World): boolean {
  let held = 0
  let spent = 0
  for (const { status } of deliveries) {
    if (HELD.includes(status)) held += PRICE_MICRO
    else if (SPENT.includes(status)) spent += PRICE_MICRO
  }
  return account.held === held && account.spent === spent && account.available + held + spent === toppedUp
}
