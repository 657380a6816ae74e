import { getTranslations } from 'next-intl/server'

import { Note } from '#components/ui/note.tsx'
import { findAccount, tariffsInForce } from '#db/queries/billing.ts'
import { findChain } from '#db/queries/chains.ts'
import type { UndecidedChoice, UndecidedFilter } from '#db/queries/undecided.ts'
import { sumUndecided } from '#db/queries/undecided.ts'
import { textPriceMicro } from '#lib/core/text-price.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import type { DecideFigures } from './decide-dialog.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import { questionOf } from './decide-values.ts'

/** The question that the address asks, with the figures of this moment; nothing where it asks none. */
export async function AskedQuestion({
  ctx,
  params,
  filter,
  closeHref,
}: {
  ctx: Ctx
  params: SearchParams
  filter: UndecidedFilter
  closeHref: string
}) {
  const question = questionOf(params)
  if (!question) return null
  const t = await getTranslations('unknown')
  const asOf = ctx.now
  const figures = await figuresOf(ctx, question.all ? { filter, asOf } : { deliveryIds: question.deliveryIds })
  if (figures.texts === 0) {
    return (
      <div className="mb-4">
        <Note tone="warn" role="alert" title={t(question.deliveryIds.length > 0 ? 'goneTitle' : 'nothingTicked')} />
      </div>
    )
  }
  const chosen: [string, string][] = question.all
    ? [
        ['all', 'true'],
        ['asOf', asOf.toISOString()],
      ]
    : question.deliveryIds.map((id) => ['delivery', id])
  const filters = Object.entries({ campaign: filter.campaignId, channel: filter.channel, age: filter.age })
  const fields = [...chosen, ...filters.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))]
  return <DecideDialog question={question.ask} figures={figures} fields={fields} closeHref={closeHref} />
}

async function figuresOf(ctx: Ctx, choice: UndecidedChoice): Promise<DecideFigures> {
  return inChain(ctx, async (tx) => {
    const sums = await sumUndecided(tx, ctx, choice)
    const chain = await findChain(tx, ctx.chainId)
    const tariffs = await tariffsInForce(tx, chain?.location ?? '', ctx.now)
    const { availableMicro } = await findAccount(tx, ctx.chainId)
    const prices = sums.map((sum) => ({ ...sum, priceMicro: textPriceMicro(tariffs, sum) }))
    return {
      texts: sums.reduce((total, { texts }) => total + texts, 0),
      heldMicro: sums.reduce((total, { heldMicro }) => total + heldMicro, 0),
      resendMicro: prices.some(({ priceMicro }) => priceMicro === null)
        ? null
        : prices.reduce((total, { texts, priceMicro }) => total + texts * (priceMicro ?? 0), 0),
      availableMicro,
    }
  })
}
