import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { QuickFilters } from '#components/ui/tabs.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ImportRefusal } from '#db/queries/import-refusals.ts'
import { REFUSALS_PER_PAGE } from '#db/queries/import-refusals.ts'
import type { Import } from '#db/queries/imports.ts'
import { IMPORT_ROWS_KEPT_DAYS } from '#lib/core/import-limits.ts'
import type { RowRefusal } from '#lib/core/import-rows.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { refusalFilterOf } from '../refusal-filter.ts'

const COLUMNS = 3
const DAY_MS = 24 * 60 * 60 * 1000

/** Which rows were not taken, and why: by reason, in the order of the file, as a file to mend and import again. */
export function RefusalsCard({
  state,
  refusals,
  reasons,
  params,
}: {
  state: Import
  refusals: ImportRefusal[]
  reasons: { reason: string; rows: number }[]
  params: SearchParams
}) {
  const t = useTranslations('imports')
  const { whole, time } = useFormats()
  const path = `/imports/${state.id}`
  const { reason: current, after } = refusalFilterOf(params)
  const nameOf = (reason: string) => t(`reasons.${reason as RowRefusal}`)
  const rows = refusals.slice(0, REFUSALS_PER_PAGE)
  const next = refusals.length > REFUSALS_PER_PAGE ? rows.at(-1)?.rowNumber : undefined
  const isGone = state.rowsRefused > 0 && reasons.length === 0
  const date = time(new Date(state.updatedAt.getTime() + IMPORT_ROWS_KEPT_DAYS * DAY_MS), 'date')
  const filters = [
    { href: path, label: t('refusals.all'), count: whole(state.rowsRefused), current: !current },
    ...reasons.map(({ reason, rows: count }) => ({
      href: hrefWith(path, { reason }, {}),
      label: nameOf(reason),
      count: whole(count),
      current: reason === current,
    })),
  ]
  return (
    <Card
      flush
      title={t('refusals.title')}
      aside={
        reasons.length > 0 && (
          <DownloadButton
            href={`${path}/refusals`}
            size="s"
            variant="quiet"
            icon={<Download aria-hidden="true" />}
            download
          >
            {t('refusals.download')}
          </DownloadButton>
        )
      }
      footer={
        (after !== undefined || next !== undefined) && (
          <Pagination
            previousHref={after === undefined ? null : hrefWith(path, { reason: current }, {})}
            nextHref={next === undefined ? null : hrefWith(path, { reason: current, after: String(next) }, {})}
          />
        )
      }
    >
      {reasons.length > 0 && (
        <div className="border-b border-line px-4 py-2.5 md:px-5">
          <QuickFilters label={t('refusals.filter')} filters={filters} />
          <p className="mt-2 type-small text-ink-3">{t('refusals.kept', { date })}</p>
        </div>
      )}
      <Table label={t('refusals.title')}>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('refusals.row')}
            </th>
            <th scope="col">{t('refusals.reason')}</th>
            <th scope="col">{t('refusals.who')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <EmptyRow columns={COLUMNS}>{isGone ? t('refusals.gone', { date }) : t('refusals.none')}</EmptyRow>
          )}
          {rows.map(({ rowNumber, reasons: why, cells }) => (
            <tr key={rowNumber}>
              <th scope="row" className="num align-top">
                {whole(rowNumber)}
              </th>
              <td className="align-top">{why.map(nameOf).join(', ')}</td>
              <td className="align-top wrap-anywhere text-ink-2">{shown(cells)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

const MAX_SHOWN_CHARACTERS = 120

/** Enough of a row to find it again. */
function shown(cells: string[]): string {
  const text = cells.filter((cell) => cell.trim() !== '').join('\u00a0· ')
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text
}
