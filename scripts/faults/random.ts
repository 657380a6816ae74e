/** Chance that a seed repeats. */
export type Random = {
  /** From 0 to 1, 1 excluded. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number
  happens(probability: number): boolean
  pick<T>(from: readonly T[]): T
}

/** A generator of its own for each name, so that what one part of a run draws does not move the others. */
export function randomOf(seed: number, name: string): Random {
  let state = hashOf(`${seed} ${name}`)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    return mixed(state) / 2 ** 32
  }
  return {
    next,
    whole: (min, max) => min + Math.floor(next() * (max - min + 1)),
    happens: (probability) => next() < probability,
    pick: <T>(from: readonly T[]) => {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[Math.floor(next() * from.length)] as T
    },
  }
}

/** FNV-1a over 32 bits, mixed once more because names differ in their last characters only. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mixed(hash)
}

function mixed(bits: number): number {
  let mix = Math.imul(bits ^ (bits >>> 15), 1 | bits)
  mix = (mix + Math.imul(mix ^ (mix >>> 7), 61 | mix)) ^ mix
  return (mix ^ (mix >>> 14)) >>> 0
}
