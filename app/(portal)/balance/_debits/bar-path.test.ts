import { expect, test } from 'vitest'

import { barPath } from './bar-path.ts'

const scale = { middle: 50, width: 20, y: (micro: number) => 100 - micro }

/** Where the pen is on its way: the corners of what is drawn. */
function boundsOf(path: string) {
  let [x, y] = [0, 0]
  const places: [number, number][] = []
  for (const [, letter, rest = ''] of path.matchAll(/([Mhvaz])([^Mhvaz]*)/g)) {
    const numbers = rest.trim().split(/ /).filter(Boolean).map(Number)
    if (letter === 'M') [x, y] = [numbers[0] ?? 0, numbers[1] ?? 0]
    if (letter === 'h') x += numbers[0] ?? 0
    if (letter === 'v') y += numbers[0] ?? 0
    if (letter === 'a') [x, y] = [x + (numbers[5] ?? 0), y + (numbers[6] ?? 0)]
    places.push([x, y])
  }
  const [xs, ys] = [places.map(([at]) => at), places.map(([, at]) => at)]
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys), places.at(0), places.at(-1)]
}

test('a part stands on those below it, a hair apart from the next, and ends where it began', () => {
  expect(boundsOf(barPath([30, 20], 0, scale))).toEqual([40, 60, 70, 99, [42, 70], [42, 70]])
  expect(boundsOf(barPath([30, 20], 1, scale))).toEqual([40, 60, 50, 69, [42, 50], [42, 50]])
})

test('what costs nothing is not drawn, and what costs next to nothing is still seen', () => {
  expect(barPath([30, 0], 1, scale)).toBe('')
  expect(boundsOf(barPath([0.01], 0, scale)).slice(2, 4)).toEqual([99.99, 100.99])
})
