import {
  listAccountSettings,
  lockProviderAccounts,
  orderProviderAccounts,
  setAccountEnabled,
  setAccountRate,
} from '#db/queries/provider-accounts.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { ChangeProviderInput } from '#lib/desk/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Puts an account at a place of its channel's list, lets it take so many parts a second (null: as many as it can), or switches it off. Workers
 * notice within seconds. What stays as it was is not written, so that a new rate moves no traffic.
 *
 * @throws Refusal not_found
 */
export async function changeProvider(ctx: OperatorCtx, input: ChangeProviderInput): Promise<void> {
  const { name, place, ratePerSecond, enabled } = input
  await asOperator(async (tx) => {
    await lockProviderAccounts(tx)
    const accounts = await listAccountSettings(tx)
    const account = accounts.find((other) => other.name === name)
    if (!account) throw new Refusal('not_found')
    const others = accounts.filter(({ channel }) => channel === account.channel).map((other) => other.name)
    const before = { place: others.indexOf(name) + 1, ratePerSecond: account.ratePerSecond, enabled: account.enabled }
    const after = { place: Math.min(place, others.length), ratePerSecond, enabled }

    if (after.place !== before.place) {
      await orderProviderAccounts(tx, others.filter((other) => other !== name).toSpliced(after.place - 1, 0, name))
    }
    if (ratePerSecond !== before.ratePerSecond) await setAccountRate(tx, name, { ratePerSecond, burst: account.burst })
    if (enabled !== before.enabled) await setAccountEnabled(tx, name, enabled)
    if (JSON.stringify(before) === JSON.stringify(after)) return
    await recordOperatorAudit(tx, ctx, null, { action: 'provider.change', entityId: name, before, after })
  })
}
