type Act = { action: string; chainId?: string | null; entityId: string | null }

// By the noun of what was done. What is about a chain and has no page of its own is on the chain's.
const PAGES: Record<string, string> = {
  payment: '/payments',
  statement: '/payments',
  bank_entry: '/payments',
  card_event: '/payments',
  seller: '/payments/seller',
  tariff: '/tariffs',
  text_limit: '/chains/limits',
  job: '/queues',
  provider: '/providers',
}

/** Where an operator can look at what an act was about. */
export function actHref({ action, chainId }: Act): string | null {
  const noun = action.slice(0, action.indexOf('.'))
  if (noun === 'application' && chainId) return `/applications/${chainId}`
  return PAGES[noun] ?? (chainId ? `/chains/${chainId}` : null)
}
