export type PurposeFindingKind = 'discount' | 'price' | 'offer'

export type PurposeFinding = {
  kind: PurposeFindingKind
  /** As written. */
  word: string
  /** Where it begins, in UTF-16 units. */
  position: number
}

// Beginnings of words by which a reader, or the authority, tells an offer from a notice. A debt in euros is a notice too, hence
// *price* is a weaker finding than the others.
const PATTERNS: readonly [PurposeFindingKind, RegExp][] = [
  ['discount', /[-−–]?\s?\d{1,3}(?:[.,]\d)?\s?%/gu],
  [
    'discount',
    wordsFrom(
      'soodus|soodsa|soodne|allahindlus|alandatud|hinnaalandus|скидк|скидоч|выгодн|снижение цен|распродаж|discount|reduced price|save up|half price|sales?(?!\\p{L})',
    ),
  ],
  [
    'offer',
    wordsFrom(
      'pakkumi|eripakkumi|kampaania|tasuta|kinkekaart|kingitus|boonus|võida|loosi|акци|спецпредложен|предложени|бесплатн|подарок|подарочн|' +
        'бонус|розыгрыш|offer|special deal|promo|campaign|free of charge|for free|gift|bonus|voucher|win a',
    ),
  ],
  ['price', /(?:\d[\d\s]{0,12}(?:[.,]\d{1,2})?\s?(?:€|eur(?:o|ot|os)?(?!\p{L})|евро))|(?:€\s?\d[\d.,]{0,12})/giu],
]

/**
 * Words in a clinic notice that make it read like an offer: it would then need marketing consent, and is sent without. Findings
 * are for a warning; whether it is an offer is for the author to say. In the order in which they stand.
 *
 * Source: GDPR recital 47 and ESS § 103¹ (consent); the phrasing decides, not the label. An offer of a health service has a
 * further limit in Estonia, the Advertising Act § 22, which the screen says of every offer (see `needsAdvertisingNotice`).
 */
export function findOfferWords(text: string): PurposeFinding[] {
  const findings = PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ kind, word: match[0].trim(), position: startOf(match) })),
  )
  return findings.sort((a, b) => a.position - b.position)
}

/** Whether the author has to be told that advertising of health services is restricted where the chain works. */
export function needsAdvertisingNotice(purpose: 'offer' | 'notice', location: string): boolean {
  return purpose === 'offer' && location === 'EE'
}

function wordsFrom(beginnings: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${beginnings})\\p{L}*`, 'giu')
}

function startOf(match: RegExpExecArray): number {
  return match.index + (match[0].length - match[0].trimStart().length)
}
