import type { CampaignKind } from '#lib/campaigns/inputs.ts'

/** The list that a campaign stands in. */
export function crumbOf(
  { kind }: { kind: CampaignKind },
  t: (key: 'title' | 'privateTitle') => string,
): { href: string; label: string } {
  return kind === 'private' ? { href: '/private', label: t('privateTitle') } : { href: '/campaigns', label: t('title') }
}
