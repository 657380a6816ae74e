import type { OptOutPurpose } from '#db/queries/opt-outs.ts'

// What a patient chooses between is a state, not a step: choosing it twice changes nothing.
export const WISHES = ['everything', 'no_offers', 'nothing'] as const
export type Wish = (typeof WISHES)[number]

export function isWish(value: unknown): value is Wish {
  return WISHES.some((wish) => wish === value)
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
