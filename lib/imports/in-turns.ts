import { setImmediate as nextTurn } from 'node:timers/promises'

const VALUES_PER_TURN = 100

/** Maps thousands of values in pieces, so that answers which come meanwhile, the database's above all, need not wait for the last of them. */
export async function mapInTurns<From, To>(values: readonly From[], map: (value: From) => To): Promise<To[]> {
  const mapped: To[] = []
  for (const value of values) {
    mapped.push(map(value))
    if (mapped.length % VALUES_PER_TURN === 0) await nextTurn()
  }
  return mapped
}
