import type { AccountHealth } from '#db/queries/provider-health.ts'
import { listAccountHealth } from '#db/queries/provider-health.ts'
import { latencyQuantile } from '#lib/core/latency.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const CHANNELS = [
  ['sms', 'SMS'],
  ['email', 'E-mail'],
] as const

/** The accounts in their order as lines of text, for the operator's shell. No address and no password. */
export async function describeAccounts(now: Date): Promise<string> {
  const accounts = await asWorker((tx) => listAccountHealth(tx))
  if (accounts.length === 0)
    return 'There is no account yet: the first start of the portal makes them from its settings.'
  return CHANNELS.flatMap(([channel, title]) => {
    const own = accounts.filter((account) => account.channel === channel)
    return [title, ...own.flatMap((account) => linesOf(account, now))]
  }).join('\n')
}

function linesOf(account: AccountHealth, now: Date): string[] {
  const { name, position, kind, enabled, share, ratePerSecond, hour, day } = account
  const rate = ratePerSecond === null ? 'no limit' : `${ratePerSecond} a second`
  const median = latencyQuantile(hour.latencies, 0.5)
  return [
    `  ${position}. ${name} (${kind}), ${enabled ? stateOf(account, now) : 'switched off'}, carries ${share} %, ${rate}`,
    `     last hour ${hour.accepted} texts, last day ${day.accepted}, not delivered ${day.failed + day.rejected}` +
      (median === null ? '' : `, median ${median.toFixed(1)} s`),
  ]
}

function stateOf({ state, detail, stateSince }: AccountHealth, now: Date): string {
  if (state === null || stateSince === null) return 'no worker speaks of it'
  const minutes = Math.round((now.getTime() - stateSince.getTime()) / 60_000)
  return `${state}${detail === null ? '' : ` (${detail})`} for ${minutes} min`
}
