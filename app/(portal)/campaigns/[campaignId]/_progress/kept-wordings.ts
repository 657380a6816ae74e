import type { Wording } from '#lib/core/delivery-text.ts'

/** The wordings that a reader needs for texts. Of one that is no longer kept (its `params` are null) the frozen words are not given either. */
export function keptWordings(
  texts: readonly { wordingId: string; params: readonly string[] | null }[],
  wordings: Readonly<Record<string, Wording>>,
): Record<string, Wording> {
  const kept = new Set(texts.flatMap(({ wordingId, params }) => (params ? [wordingId] : [])))
  return Object.fromEntries(Object.entries(wordings).filter(([id]) => kept.has(id)))
}
