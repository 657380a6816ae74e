import { getTranslations } from 'next-intl/server'

import { findChain } from '#db/queries/chains.ts'
import type { Replenishment } from '#db/queries/replenishments.ts'
import { listReplenishments } from '#db/queries/replenishments.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { csvEuros } from '../../../campaigns/csv-euros.ts'

/** All money that came in or was taken back. */
export async function GET(): Promise<Response> {
  const ctx = await requireStaff('balance.read')
  const t = await getTranslations('balance.replenishments')
  const formats = await getFormats()
  const zone = (await inChain(ctx, (tx) => findChain(tx, ctx.chainId)))?.zone
  const pages = keysetPages<Replenishment>((last, limit) =>
    inChain(ctx, (tx) =>
      listReplenishments(tx, ctx.chainId, { limit, cursor: last && { toward: 'older', id: last.id } }),
    ),
  )
  const cells = ({ at, kind, note, amountMicro }: Replenishment) => [
    formats.time(new Date(at), 'dayAndTime', zone),
    t(`kind.${kind}`),
    csvCell(note),
    csvEuros(amountMicro),
  ]
  return csvResponse('replenishments.csv', [t('date'), t('way'), t('note'), t('sum')], pages, cells)
}
