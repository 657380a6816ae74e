import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import { findChain } from '#db/queries/chains.ts'
import type { DebitDay } from '#db/queries/debits.ts'
import { listDebitDays } from '#db/queries/debits.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { csvEuros } from '../../campaigns/csv-euros.ts'
import { debitFilterOf } from '../period.ts'

const COLUMNS = ['day', 'clinic', 'kindHead', 'channel', 'language', 'texts', 'segments', 'cost'] as const

/** The debit statistics as they are filtered, by day, clinic, kind, channel and language. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireStaff('balance.read')
  const t = await getTranslations('balance.debits')
  const zone = (await inChain(ctx, (tx) => findChain(tx, ctx.chainId)))?.zone ?? DEFAULT_TIME_ZONE
  const params = Object.fromEntries(request.nextUrl.searchParams)
  const filter = debitFilterOf(params, dayIn(zone, ctx.now), await readChosenClinic())

  const pages = keysetPages<DebitDay>((after, limit) =>
    inChain(ctx, (tx) => listDebitDays(tx, ctx, filter, { after, limit })),
  )
  const cells = ({ day, clinicName, kind, channel, language, texts, segments, costMicro }: DebitDay) => [
    day,
    csvCell(clinicName),
    t(`kind.${kind}`),
    t(`channels.${channel}`),
    language,
    String(texts),
    String(segments),
    csvEuros(costMicro),
  ]
  return csvResponse(
    'debits.csv',
    COLUMNS.map((column) => t(column)),
    pages,
    cells,
  )
}
