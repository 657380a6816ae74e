import type { CampaignKind } from '#lib/campaigns/inputs.ts'

/** The list that a campaign stands in. */
export function crumbOf(
  { kind }: { kind: CampaignKind },
  t: (key: 'title' | 'privateTitle') => string,
): { href: string; label: string } {
  return { href: listOf({ kind }), label: t(kind === 'private' ? 'privateTitle' : 'title') }
}

/** Its address, which the navigation shows as the place where one is. */
export function listOf({ kind }: { kind: CampaignKind }): string {
  return kind === 'private' ? '/private' : '/campaigns'
}
