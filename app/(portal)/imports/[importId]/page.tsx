import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import { PageHead } from '#components/page-head.tsx'
import { findImport } from '#db/queries/imports.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { oneOf } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { ImportStatusBadge } from '../import-status.tsx'
import { ColumnsStep } from './_step/columns-step.tsx'
import { FailedStep } from './_step/failed-step.tsx'
import { ProgressStep } from './_step/progress-step.tsx'
import { ResultStep } from './_step/result-step.tsx'

export const generateMetadata = titled('imports.title')

/** One import from its columns to its result: the address stays, the step changes. */
export default portalPage(async function ImportPage({ params, searchParams }: PageProps<'/imports/[importId]'>) {
  const ctx = await requireStaff('import.run')
  const { importId } = await params
  const query = await searchParams
  const state = z.uuid().safeParse(importId).success
    ? await inChain(ctx, (tx) => findImport(tx, ctx.chainId, importId))
    : null
  if (!state || state.status === 'uploading') notFound()
  const t = await getTranslations('imports')
  const changesColumns = state.source === 'portal' && oneOf(query, 'step', ['columns'] as const) === 'columns'

  const step = () => {
    if (state.status === 'uploaded' || (changesColumns && ['checked', 'failed'].includes(state.status))) {
      return <ColumnsStep ctx={ctx} state={state} params={query} />
    }
    if (state.status === 'checking' || state.status === 'applying') return <ProgressStep state={state} now={ctx.now} />
    if (state.status === 'failed' || state.status === 'cancelled') return <FailedStep state={state} />
    return <ResultStep ctx={ctx} state={state} params={query} />
  }
  return (
    <ClientMessages namespaces={['imports']}>
      <PageHead
        title={state.fileName}
        crumbs={[{ href: '/imports', label: t('title') }]}
        sub={t(`kind.${state.kind}`)}
        beside={<ImportStatusBadge status={state.status} />}
      />
      {step()}
    </ClientMessages>
  )
})
