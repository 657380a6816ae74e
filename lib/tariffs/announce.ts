import { insertTariff } from '#db/queries/tariffs.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import type { AnnounceTariffInput } from '#lib/tariffs/inputs.ts'
import { DEFAULT_ZONE } from '#lib/tariffs/zone.ts'

/**
 * Announces a price from a day on, which chains see at once in their price list. What is or was in force is never edited, only
 * followed: a text that is being sent keeps the price that was frozen on it.
 *
 * @throws Refusal tariff_in_past for today and earlier, tariff_exists where a price begins on that day already
 */
export async function announceTariff(ctx: OperatorCtx, input: AnnounceTariffInput): Promise<void> {
  if (input.fromDay <= dayIn(DEFAULT_ZONE, ctx.now)) throw new Refusal('tariff_in_past', {}, 'fromDay')
  const country = input.channel === 'email' ? '*' : input.country
  const { location, channel, price: priceMicro, fromDay } = input
  const price = { priceMicro, chargesUndelivered: !input.freeIfUndelivered }
  await asOperator(async (tx) => {
    const tariff = { location, channel, country, ...price, fromDay }
    const isNew = await insertTariff(tx, { ...tariff, zone: DEFAULT_ZONE, setBy: ctx.staffId })
    if (!isNew) throw new Refusal('tariff_exists', {}, 'fromDay')
    await recordOperatorAudit(tx, ctx, null, { action: 'tariff.announce', after: tariff })
  })
}
