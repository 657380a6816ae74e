import type { IncomingHttpHeaders } from 'node:http'

import type { ProviderReceipt, ProviderReply } from '#lib/providers/provider.ts'

/** A request of a provider, read to its end. */
export type HookRequest = {
  method: string
  /** What follows `/hooks/<account>`, as sent; begins with a slash or is empty. */
  path: string
  /** What follows the question mark, as sent: a provider may escape octets that are no UTF-8. */
  search: string
  headers: IncomingHttpHeaders
  body: Buffer
  /** Whose request it is, seen past our own proxies. */
  remoteAddress: string
}

export type HookContent = { receipts: ProviderReceipt[]; replies: ProviderReply[] }

/** How a provider of HTTP tells us what became of a text, or what was answered to one. Neither function throws, whatever comes. */
export type ProviderHooks<Transport> = {
  readonly methods: readonly string[]
  /** Whether the request is the provider's own. Nothing of it is acted on before. */
  isAuthentic(request: HookRequest, transport: Transport): boolean
  /** What it says; null when that cannot be read. */
  read(request: HookRequest): HookContent | null
}

export const MAX_HOOK_RAW_CHARACTERS = 2_000
