import { getTranslations } from 'next-intl/server'

import { listLocations, listPrices } from '#db/queries/tariffs.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { csvResponse } from '#lib/web/csv-response.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { csvEuros } from '../../campaigns/csv-euros.ts'

type Line = Awaited<ReturnType<typeof listPrices>>[number] & { location: string }

/** The price lists of all locations: what holds, and what is announced. */
export async function GET(): Promise<Response> {
  const { now } = await requireOperator('operator.read')
  const t = await getTranslations('tariffs')
  const lists = async function* () {
    for (const location of await asOperator(listLocations)) {
      yield (await asOperator((tx) => listPrices(tx, location, now))).map((line) => ({ ...line, location }))
    }
  }
  const price = (micro: number | null) => (micro === null ? '' : csvEuros(micro))
  const yes = (value: boolean | null) => (value === null ? '' : t(value ? 'charged' : 'free'))
  const cells = (line: Line) => [
    line.location,
    t(`channels.${line.channel}`),
    line.country,
    price(line.priceMicro),
    line.validFrom ?? '',
    yes(line.chargesUndelivered),
    price(line.nextMicro),
    line.nextFrom ?? '',
    yes(line.nextChargesUndelivered),
  ]
  const header = [
    'location',
    'channel',
    'country',
    'price',
    'since',
    'undelivered',
    'next',
    'nextFrom',
    'nextUndelivered',
  ] as const
  return csvResponse(
    'tariffs.csv',
    header.map((column) => t(column)),
    lists(),
    cells,
  )
}
