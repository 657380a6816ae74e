import type { Tx } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { findChain } from '#db/queries/chains.ts'
import { eatsReserve } from '#lib/core/reserve.ts'
import { reserveForReminders } from '#lib/reminders/reserve.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

export type Reserve = { days: number; micro: number }

/** What the chain keeps for the reminders of its coming days. */
export async function findReserve(tx: Tx, ctx: Ctx): Promise<Reserve> {
  const days = (await findChain(tx, ctx.chainId))?.reserveDays ?? 0
  return { days, micro: await reserveForReminders(tx, ctx, days) }
}

/**
 * Holds money by `hold`, and lets it stand only if the reserve is left whole or the sender has said that it may be used. The hold has
 * locked the account, so of two sends at once the second sees what the first has left.
 *
 * @returns what `hold` made, and what was taken of the reserve with the sender's word
 * @throws Refusal reserve_needed with what the reminders need (`reserveMicro`) and for how many `days`
 */
export async function holdBesideReserve(
  tx: Tx,
  ctx: Ctx,
  { costMicro, useReserve = false }: { costMicro: number; useReserve?: boolean | undefined },
  hold: () => Promise<{ holdId: string }>,
): Promise<{ holdId: string; usedReserve?: { reserveMicro: number; leftMicro: number } }> {
  // Reckoned before the account is locked: it takes longer than the hold.
  const reserve = costMicro > 0 ? await findReserve(tx, ctx) : { days: 0, micro: 0 }
  const { holdId } = await hold()
  const { availableMicro: leftMicro } = await findAccount(tx, ctx.chainId)
  if (!eatsReserve({ costMicro, leftMicro, reserveMicro: reserve.micro })) return { holdId }
  if (!useReserve) {
    throw new Refusal('reserve_needed', { reserveMicro: reserve.micro, days: reserve.days }, 'useReserve')
  }
  return { holdId, usedReserve: { reserveMicro: reserve.micro, leftMicro } }
}
