import { env } from '#lib/runtime/env.ts'

/** Where a provider finds our hooks: at the portal's own address unless its account says otherwise. Without a slash at the end. */
export function hooksUrlOf({ hookUrl }: { hookUrl: string | null }, accountName: string): string {
  const base = (hookUrl ?? env().PUBLIC_URL).replace(/\/+$/, '')
  return `${base}/hooks/${encodeURIComponent(accountName)}`
}
