import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { DeskChain } from '#db/queries/chain-desk.ts'
import { listDeskChains } from '#db/queries/chain-desk.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { stateOf } from '../chain-state.tsx'
import { chainFilterOf } from '../filter.ts'

const COLUMNS = [
  'chain',
  'state',
  'location',
  'sender',
  'activated',
  'clinics',
  'free',
  'held',
  'spent',
  'owed',
] as const

/** The chains as they are filtered, whole. */
export async function GET(request: NextRequest): Promise<Response> {
  await requireOperator('operator.read')
  const t = await getTranslations('desk.chains')
  const formats = await getFormats()
  const filter = chainFilterOf(Object.fromEntries(request.nextUrl.searchParams))
  const pages = keysetPages<DeskChain>((last, limit) =>
    asOperator((tx) => listDeskChains(tx, { ...filter, after: last?.name, limit })),
  )
  const euros = (micro: number) => (micro / 1_000_000).toFixed(4).replace('.', ',')
  return csvResponse(
    'chains.csv',
    COLUMNS.map((column) => t(`columns.${column}`)),
    pages,
    (chain) => [
      csvCell(chain.name),
      t(`states.${stateOf(chain)}`),
      chain.location,
      csvCell(chain.senderName),
      chain.activatedAt === null ? '' : formats.time(new Date(chain.activatedAt), 'date'),
      String(chain.clinics),
      ...[chain.availableMicro, chain.heldMicro, chain.spentMicro, chain.owedMicro].map(euros),
    ],
  )
}
