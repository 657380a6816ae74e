import type { OptOutPurpose } from '#db/queries/opt-outs.ts'

// What a patient chooses is a state, not a step: choosing it twice changes nothing.
export type Wish = 'everything' | 'no_offers' | 'nothing'

/** The buttons of a patient's page; each leads to a wish, and its words are the evidence of it. */
export const STEPS = {
  refuse_offers: 'no_offers',
  refuse_all: 'nothing',
  want_offers: 'everything',
  want_visits: 'no_offers',
  want_all: 'everything',
} as const satisfies Record<string, Wish>
export type Step = keyof typeof STEPS

/** Which buttons there are; what is asked for most stands first. */
export const STEPS_FROM: Record<Wish, readonly Step[]> = {
  everything: ['refuse_offers', 'refuse_all'],
  no_offers: ['want_offers', 'refuse_all'],
  nothing: ['want_visits', 'want_all'],
}

export function isStep(value: unknown): value is Step {
  return typeof value === 'string' && Object.hasOwn(STEPS, value)
}

/** The wish that refusals in force amount to. A refusal of a single other kind of text is the clinic's to know. */
export function wishOf(refused: readonly OptOutPurpose[]): Wish {
  if (refused.includes('all')) return 'nothing'
  return refused.includes('marketing') ? 'no_offers' : 'everything'
}

type Change = { refuse: OptOutPurpose[]; withdraw: OptOutPurpose[] }

/** What has to be in force, and what must not be, for a wish to hold. */
export const CHANGES: Record<Wish, Change> = {
  everything: { refuse: [], withdraw: ['marketing', 'all'] },
  no_offers: { refuse: ['marketing'], withdraw: ['all'] },
  // Offers stay refused when service texts are let in again.
  nothing: { refuse: ['all'], withdraw: [] },
}
