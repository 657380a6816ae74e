import { getTranslations } from 'next-intl/server'

import { Card } from '#components/ui/card.tsx'
import { QuickFilters } from '#components/ui/tabs.tsx'
import { listClinics } from '#db/queries/clinics.ts'
import type { Import } from '#db/queries/imports.ts'
import { getFormats } from '#i18n/get-formats.ts'
import type { ImportField, ImportKind } from '#lib/core/import-columns.ts'
import { IMPORT_KINDS, recogniseColumns } from '#lib/core/import-columns.ts'
import { columnSamples } from '#lib/imports/samples.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { hrefWith, oneOf } from '#lib/web/search-params.ts'
import { ColumnsForm } from './columns-form.tsx'

const DELIMITERS = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const
const KILOBYTE = 1024

/** What each column of the file is read as: proposed by its heading, settled by a person. */
export async function ColumnsStep({ ctx, state, params }: { ctx: Ctx; state: Import; params: SearchParams }) {
  const t = await getTranslations('imports')
  const formats = await getFormats()
  const kind = oneOf(params, 'kind', IMPORT_KINDS) ?? state.kind
  const samples = await columnSamples(ctx, state)
  const clinics = await inChain(ctx, (tx) => listClinics(tx, ctx.chainId))
  const columns = kind === state.kind ? state.columns : recogniseColumns(kind, state.header).mapping
  const fields = state.header.map((_heading, position) => fieldAt(columns, position))
  const facts = t('map.fileFacts', {
    encoding: (state.encoding ?? '').toUpperCase(),
    delimiter: t(`map.delimiter.${DELIMITERS[state.delimiter ?? ';']}`),
    size: formats.whole(Math.ceil(state.bytes / KILOBYTE)),
  })

  return (
    <Card
      flush
      title={t('map.title')}
      aside={
        <QuickFilters
          label={t('map.kind')}
          filters={IMPORT_KINDS.map((value) => ({
            href: hrefWith(`/imports/${state.id}`, params, { kind: value }),
            label: t(`kind.${value}`),
            current: value === kind,
          }))}
        />
      }
    >
      <p className="px-4 py-3 text-ink-2 md:px-5">
        {t('map.sub')} <span className="text-ink-3">{facts}</span>
      </p>
      <ColumnsForm
        key={kind}
        importId={state.id}
        kind={kind}
        columns={state.header.map((heading, position) => ({
          heading: heading || t('map.unnamed', { number: position + 1 }),
          samples: samples[position] ?? [],
          field: fields[position] ?? '',
        }))}
        clinics={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        clinicId={state.clinicId ?? ''}
      />
    </Card>
  )
}

function fieldAt(columns: Import['columns'], position: number): ImportField<ImportKind> | '' {
  const found = Object.entries(columns).find(([, column]) => column === position)
  return (found?.[0] as ImportField | undefined) ?? ''
}
