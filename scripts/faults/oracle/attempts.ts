/** How often each text has come to a front since it was last taken. */
export type Attempts = {
  /** Which attempt it would be now; it counts only once it is noted. */
  next(name: string): number
  note(name: string): void
  /** Taken: should it ever come again, it is a first attempt. */
  forget(name: string): void
}

export function createAttempts(): Attempts {
  const counts = new Map<string, number>()
  const next = (name: string) => (counts.get(name) ?? 0) + 1
  return {
    next,
    note: (name) => void counts.set(name, next(name)),
    forget: (name) => void counts.delete(name),
  }
}
