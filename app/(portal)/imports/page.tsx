import { Upload } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'

import { LocalTime } from '#components/local-time.tsx'
import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { Table } from '#components/ui/table.tsx'
import { IMPORTS_PER_PAGE, listImports } from '#db/queries/imports.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { ImportStatusBadge } from './import-status.tsx'

const COLUMNS = ['file', 'kind', 'status', 'rows', 'new', 'changed', 'refused', 'at'] as const

export const generateMetadata = titled('imports.title')

export default portalPage(async function ImportsPage({ searchParams }: PageProps<'/imports'>) {
  const ctx = await requireStaff('import.run')
  const before = uuid(await searchParams, 'before')
  const t = await getTranslations('imports')
  const formats = await getFormats()
  const read = await inChain(ctx, (tx) => listImports(tx, ctx.chainId, { before }))
  const page = keysetPage(read, IMPORTS_PER_PAGE, { backwards: false, fromStart: before === undefined })
  const upload = (
    <LinkButton href="/imports/new" variant="primary" icon={<Upload aria-hidden="true" />}>
      {t('newImport')}
    </LinkButton>
  )

  if (page.rows.length === 0 && !before) {
    return (
      <>
        <PageHead title={t('title')} sub={t('sub')} />
        <EmptyState title={t('emptyTitle')} action={upload}>
          {t('emptyBody')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} actions={upload} />
      <Card
        flush
        title={t('list')}
        footer={
          <Pagination
            previousHref={before ? '/imports' : null}
            nextHref={page.hasNext ? hrefWith('/imports', { before: page.last?.id }, {}) : null}
          />
        }
      >
        <Table label={t('list')}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={CELLS[column]}>
                  {t(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link href={`/imports/${row.id}`} className="link wrap-anywhere">
                    {row.fileName}
                  </Link>
                </th>
                <td className={CELLS.kind}>{t(`kind.${row.kind}`)}</td>
                <td>
                  <ImportStatusBadge status={row.status} />
                </td>
                <td className={CELLS.rows}>{formats.whole(row.rowsRead)}</td>
                <td className={CELLS.new}>{formats.whole(row.rowsNew)}</td>
                <td className={CELLS.changed}>{formats.whole(row.rowsChanged)}</td>
                <td className={CELLS.refused}>{formats.whole(row.rowsRefused)}</td>
                <td className={CELLS.at}>
                  <LocalTime at={row.createdAt} style="dayAndTime" />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  )
})

const CELLS = {
  file: '',
  kind: 'hs',
  status: '',
  rows: 'num',
  new: 'num hs',
  changed: 'num hs',
  refused: 'num hs',
  at: 'hs whitespace-nowrap',
} as const
