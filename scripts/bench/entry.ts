/** One line of the result. `reference` and `ratio` are null where the goal is absolute. */
export type Entry = {
  name: string
  ours: number | null
  reference: number | null
  unit: string
  ratio: number | null
  goal: string
  met: boolean
}

/** What a figure is held to; all that is given must hold. */
export type Goal = {
  /** At most so many times the reference, and `plus` in the figure's own unit. */
  atMostTimes?: number
  plus?: number
  /** At least so many times the reference. */
  atLeastTimes?: number
  atMost?: number
  atLeast?: number
}

type Measured = { name: string; ours: number; reference?: number; unit: string; goal: Goal }

/** Judges a figure. Less is better where the goal says "at most", more where it says "at least". */
export function entryOf({ name, ours, reference, unit, goal }: Measured): Entry {
  return {
    name,
    ours: rounded(ours),
    reference: reference === undefined ? null : rounded(reference),
    unit,
    ratio: reference === undefined ? null : rounded(ours / reference),
    goal: goalText(goal, unit),
    met: isMet(ours, reference, goal),
  }
}

/** Of a benchmark that broke off; what happened stands on standard error. */
export function brokenEntry(name: string): Entry {
  return { name, ours: null, reference: null, unit: '', ratio: null, goal: 'runs to its end', met: false }
}

function isMet(ours: number, reference: number | undefined, goal: Goal): boolean {
  const { atMostTimes, plus = 0, atLeastTimes, atMost = Infinity, atLeast = -Infinity } = goal
  if (ours > atMost || ours < atLeast) return false
  if (atMostTimes !== undefined && !(reference !== undefined && ours <= atMostTimes * reference + plus)) return false
  return atLeastTimes === undefined || (reference !== undefined && ours >= atLeastTimes * reference)
}

function goalText({ atMostTimes, plus, atLeastTimes, atMost, atLeast }: Goal, unit: string): string {
  const parts = [
    atMostTimes === undefined ? undefined : `≤ ${atMostTimes}x${plus ? ` + ${plus} ${unit}` : ''}`,
    atLeastTimes === undefined ? undefined : `≥ ${atLeastTimes}x`,
    atMost === undefined ? undefined : `≤ ${atMost.toLocaleString('en')} ${unit}`,
    atLeast === undefined ? undefined : `≥ ${atLeast.toLocaleString('en')} ${unit}`,
  ]
  return parts.filter((part) => part !== undefined).join(' and ')
}

function rounded(figure: number): number {
  return Number(figure.toPrecision(4))
}
