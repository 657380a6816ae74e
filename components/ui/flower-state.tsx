const PETALS = [
  [10, 4.4],
  [15.33, 8.27],
  [13.29, 14.53],
  [6.71, 14.53],
  [4.67, 8.27],
] as const
export const FLOWER_STEPS = PETALS.length

/**
 * A campaign as a flower: one petal a step. Full petals are done, the pale one is now, outlines are to come.
 *
 * `done` counts full petals, 0 to 5; `current` tells whether the next one is under way. A word stands beside it.
 */
export function FlowerState({ done, current = false, size = 22 }: { done: number; current?: boolean; size?: number }) {
  return (
    <svg className="shrink-0" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      {PETALS.map(([cx, cy], index) => (
        <circle key={`${cx},${cy}`} className={petalClass(index, done, current)} cx={cx} cy={cy} r="3" />
      ))}
      <circle className="fill-eye" cx="10" cy="10" r="1.9" />
    </svg>
  )
}

function petalClass(index: number, done: number, current: boolean): string {
  if (index < done) return 'fill-petal'
  if (index === done && current) return 'fill-petal-2 stroke-petal [stroke-width:1.2]'
  return 'fill-none stroke-control [stroke-width:1]'
}
