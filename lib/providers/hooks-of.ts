import type { ProviderHooks } from '#lib/providers/hooks.ts'
import { kannelHooks } from '#lib/providers/kannel/hooks.ts'
import { messenteHooks } from '#lib/providers/messente/hooks.ts'
import type { ProviderKind } from '#lib/providers/transport.ts'

/** How a kind of provider calls us; undefined for one that keeps a connection instead. */
export function hooksOf(kind: ProviderKind): ProviderHooks<unknown> | undefined {
  if (kind === 'messente') return messenteHooks as ProviderHooks<unknown>
  if (kind === 'kannel') return kannelHooks as ProviderHooks<unknown>
  return undefined
}
