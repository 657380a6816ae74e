import { randomUUID } from 'node:crypto'

import type { ProviderAccount } from '#db/queries/provider-accounts.ts'
import { listProviderAccounts } from '#db/queries/provider-accounts.ts'
import type { ProviderReport } from '#db/queries/provider-reports.ts'
import type { Transport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { reportTraffic } from '#lib/routing/report-traffic.ts'
import { log } from '#lib/runtime/log.ts'
import { unseal } from '#lib/runtime/seal.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import type { OpenAccount } from '#worker/open-account.ts'
import { openAccount } from '#worker/open-account.ts'

// The accounts of this worker: opened, closed and opened anew as the operator changes their table.

type Kept = { version: number; open: OpenAccount | null; since: Date; ended: Promise<void> | null }

const workerId = randomUUID()
const kept = new Map<string, Kept>()
let known = new Map<string, { account: ProviderAccount; transport: Transport }>()

/** An account as it was a moment ago, switched off or not: what comes in by its name is still its own. */
export function knownAccount(name: string): { account: ProviderAccount; transport: Transport } | undefined {
  return known.get(name)
}

/** All of them, likewise. */
export function knownAccounts(): Iterable<{ account: ProviderAccount; transport: Transport }> {
  return known.values()
}

/** Looks for batches by all accounts of a channel now. */
export function wakeAccounts(channel: ProviderAccount['channel']): void {
  for (const { open } of kept.values()) if (open?.channel === channel) open.wake()
}

/** Brings what is open in line with the table, and says how each of them fares. */
export async function keepAccounts(stopping: AbortSignal): Promise<void> {
  const accounts = await asWorker(listProviderAccounts)
  known = new Map(accounts.flatMap(readAccount))
  const enabled = new Map(accounts.filter((account) => account.enabled).map((account) => [account.name, account]))
  for (const [name, { version, open, ended }] of kept) {
    const account = enabled.get(name)
    if (ended || (account?.version === version && open)) continue
    if (!open && account?.version === version) continue
    closeAccount(name)
  }
  for (const account of enabled.values()) {
    const already = kept.get(account.name)
    if (already) already.open?.update(account)
    else if (!stopping.aborted) await open(account, stopping)
  }
  await tell()
}

/** Resolves when every account has come to its end; says the last of them. */
export async function accountsEnded(): Promise<void> {
  await Promise.all([...kept.values()].map(({ open }) => open?.ended))
  const minutes = [...kept.values()].flatMap(({ open }) => open?.takeMinutes() ?? [])
  kept.clear()
  await reportTraffic(workerId, [], minutes)
}

function readAccount(account: ProviderAccount): [string, { account: ProviderAccount; transport: Transport }][] {
  const before = known.get(account.name)
  if (before?.account.version === account.version) return [[account.name, { ...before, account }]]
  try {
    return [[account.name, { account, transport: parseTransport(unseal(account.transport, account.name)) }]]
  } catch {
    return []
  }
}

/** One that cannot be opened says so on the health page, until the operator gives it another address. */
async function open(account: ProviderAccount, stopping: AbortSignal): Promise<void> {
  const { name, version } = account
  const entry: Kept = { version, open: null, since: new Date(), ended: null }
  kept.set(name, entry)
  const transport = known.get(name)?.transport
  try {
    if (!transport) throw new Error('its address was sealed with another SECRET, or cannot be read')
    entry.open = await openAccount(account, transport, stopping)
    log.info('a provider account is open', { provider: name, channel: account.channel })
  } catch (error) {
    log.error('a provider account could not be opened', error, { provider: name })
  }
}

/** What is on its wire is answered first; only then may it be opened anew. */
function closeAccount(name: string): void {
  const entry = kept.get(name)
  if (!entry) return
  entry.open?.leave()
  entry.ended = (entry.open?.ended ?? Promise.resolve()).finally(() => kept.delete(name))
}

async function tell(): Promise<void> {
  const reports: ProviderReport[] = [...kept].map(([name, { open, since }]) => {
    if (open) return { name, ...open.report() }
    return { name, state: 'refused', detail: 'misconfigured', since, troubledSince: null, lastOkAt: null }
  })
  const minutes = [...kept.values()].flatMap(({ open }) => open?.takeMinutes() ?? [])
  await reportTraffic(workerId, reports, minutes)
}
