const CENTRES: readonly (readonly [x: number, y: number])[] = [
  [10, 4.4],
  [15.33, 8.27],
  [13.29, 14.53],
  [6.71, 14.53],
  [4.67, 8.27],
]
const PETALS = CENTRES.map(([x, y]) => `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0-6 0z`)
export const FLOWER_STEPS = PETALS.length

/**
 * A campaign as a flower: one petal a step. Full petals are done, the pale one is now, outlines are to come.
 *
 * `done` counts full petals, 0 to 5; `current` tells whether the next one is under way. A word stands beside it.
 */
export function FlowerState({ done, current = false, size = 22 }: Flower & { size?: number }) {
  return (
    <svg className="shrink-0" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <Petals done={done} current={current} />
    </svg>
  )
}

type Flower = { done: number; current?: boolean }

/** The drawings for the <FlowerMark>s of a list, each once. */
export function FlowerMarks({ states }: { states: readonly Flower[] }) {
  const drawings = new Map(states.map((state) => [markId(state), state]))
  return (
    <svg className="absolute size-0" aria-hidden="true">
      {[...drawings].map(([id, state]) => (
        <symbol key={id} id={id} viewBox="0 0 20 20">
          <Petals {...state} />
        </symbol>
      ))}
    </svg>
  )
}

/** A <FlowerState> in a row: it refers to a drawing of <FlowerMarks>, so that fifty rows are not fifty flowers. */
export function FlowerMark({ size = 22, ...state }: Flower & { size?: number }) {
  return (
    <svg className="shrink-0" width={size} height={size} aria-hidden="true">
      <use href={`#${markId(state)}`} />
    </svg>
  )
}

function markId({ done, current = false }: Flower): string {
  return `flower-${done}${current ? '-current' : ''}`
}

// Petals that look alike are one path, since a page has a flower a step or a row.
function Petals({ done, current = false }: Flower) {
  const ahead = current ? done + 1 : done
  return (
    <>
      {done > 0 && <path className="fill-petal" d={PETALS.slice(0, done).join('')} />}
      {current && done < FLOWER_STEPS && (
        <path className="fill-petal-2 stroke-petal [stroke-width:1.2]" d={PETALS[done]} />
      )}
      {ahead < FLOWER_STEPS && (
        <path className="fill-none stroke-control [stroke-width:1]" d={PETALS.slice(ahead).join('')} />
      )}
      <circle className="fill-eye" cx="10" cy="10" r="1.9" />
    </>
  )
}
