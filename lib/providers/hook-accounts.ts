import type { ProviderHooks } from '#lib/providers/hooks.ts'
import { kannelHooks } from '#lib/providers/kannel/hooks.ts'
import { messenteHooks } from '#lib/providers/messente/hooks.ts'
import type { Transport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { env } from '#lib/runtime/env.ts'

export type NamedTransport = { name: string; transport: Transport }

/** All accounts, whether they are sent through or not: what went out earlier is still reported. */
export async function readHookAccounts(): Promise<NamedTransport[]> {
  const { SMS_TRANSPORT, EMAIL_TRANSPORT } = env()
  return [SMS_TRANSPORT, EMAIL_TRANSPORT].map((address) => {
    const transport = parseTransport(address)
    return { name: transport.kind, transport }
  })
}

/** How a kind of provider calls us; undefined for one that keeps a connection instead. */
export function hooksOf(kind: Transport['kind']): ProviderHooks<unknown> | undefined {
  if (kind === 'messente') return messenteHooks as ProviderHooks<unknown>
  if (kind === 'kannel') return kannelHooks as ProviderHooks<unknown>
  return undefined
}
