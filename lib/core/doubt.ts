// Why nobody can tell what became of a text, read from what the engine or the provider's folder wrote down at that moment.

export const DOUBT_CAUSES = ['worker_lost', 'some_parts', 'connection_lost', 'no_answer', 'unclear'] as const
export type DoubtCause = (typeof DOUBT_CAUSES)[number]

/** How old a doubt is, in steps that a clinic acts on: a receipt may come any moment, today, or hardly any more. */
export const DOUBT_AGES = ['hour', 'day', 'older'] as const
export type DoubtAge = (typeof DOUBT_AGES)[number]

/** So long a provider is asked for a text in doubt, and so long a text that was sent again keeps its money. */
export const DOUBT_HOURS = 72

/** So many texts are decided in one step; more of them take several. */
export const DECIDED_AT_ONCE = 200

const PARTS = /^(\d+) of (\d+) parts/
const WORDINGS: readonly [DoubtCause, RegExp][] = [
  ['worker_lost', /^worker_lost$/],
  ['some_parts', PARTS],
  ['connection_lost', /connection|ECONN|EPIPE|reset|socket|closed/i],
  ['no_answer', /no answer|did not answer|timed? ?out|timeout/i],
]

export function doubtCause(detail: string | null): DoubtCause {
  return WORDINGS.find(([, pattern]) => pattern.test(detail ?? ''))?.[0] ?? 'unclear'
}

/** How many parts of a long SMS the provider answered for; null where that is not what put it in doubt. */
export function partsAnswered(detail: string | null): { answered: number; parts: number } | null {
  const [, answered, parts] = PARTS.exec(detail ?? '') ?? []
  return answered && parts ? { answered: Number(answered), parts: Number(parts) } : null
}
