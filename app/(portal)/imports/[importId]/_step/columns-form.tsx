'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { Select, SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Table } from '#components/ui/table.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { ImportField, ImportKind } from '#lib/core/import-columns.ts'
import { IMPORT_FIELDS } from '#lib/core/import-columns.ts'
import { startImportCheckAction } from '../../actions.ts'

type Column = { heading: string; samples: string[]; field: ImportField | '' }

export function ColumnsForm({
  importId,
  kind,
  columns,
  clinics,
  clinicId,
}: {
  importId: string
  kind: ImportKind
  columns: Column[]
  clinics: { value: string; label: string }[]
  clinicId: string
}) {
  const t = useTranslations('imports')
  const refusal = useRefusalText()
  const [state, action] = useActionState(startImportCheckAction, null)
  const nameOf = (field: ImportField) => t(`fields.${kind}.${field}` as 'fields.patients.code')
  const options = (IMPORT_FIELDS[kind] as readonly ImportField[]).map((field) => ({
    value: field,
    label: nameOf(field),
  }))
  const refused = state && !state.ok ? state : null
  const chosen = [refused?.values.fields ?? columns.map(({ field }) => field)].flat()

  const mistake = () => {
    if (!refused || refused.code === 'invalid') return null
    if (refused.code !== 'import_column_missing') return refusal(refused)
    return t('map.missing', { column: nameOf(String(refused.params?.column) as ImportField) })
  }
  return (
    // A refused form is drawn anew, so that its lists show again what was chosen.
    <form action={action} key={JSON.stringify(refused?.values.fields ?? null)}>
      <input type="hidden" name="importId" value={importId} />
      <input type="hidden" name="kind" value={kind} />
      {mistake() && (
        <div className="px-4 pt-3 md:px-5">
          <Note tone="bad" role="alert" title={mistake()} />
        </div>
      )}
      <Table label={t('map.title')}>
        <thead>
          <tr>
            <th scope="col">{t('map.column')}</th>
            <th scope="col" className="hs">
              {t('map.samples')}
            </th>
            <th scope="col">{t('map.field')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ heading, samples }, position) => {
            const isTwice = Boolean(refused?.fields?.[`fields.${position}`])
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position, and headings may be alike
              <tr key={position}>
                <th scope="row" id={`column-${position}`} className="align-top">
                  <span className="wrap-anywhere">{heading}</span>
                  <span className="block type-small font-normal wrap-anywhere text-ink-3 md:hidden">
                    {samples.join(' · ')}
                  </span>
                </th>
                <td className="hs max-w-[44ch] align-top wrap-anywhere text-ink-2">{samples.join(' · ')}</td>
                <td className="min-w-[180px] align-top md:min-w-[222px]">
                  <Select
                    name="fields"
                    size="s"
                    options={options}
                    placeholder={t('map.skip')}
                    defaultValue={chosen[position] ?? ''}
                    aria-labelledby={`column-${position}`}
                    aria-invalid={isTwice || undefined}
                    aria-describedby={isTwice ? `twice-${position}` : undefined}
                  />
                  {isTwice && (
                    <span id={`twice-${position}`} className="type-small text-bad">
                      {t('map.twice')}
                    </span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </Table>
      <div className="flex flex-wrap items-end gap-x-5 gap-y-3 border-t border-line px-4 py-3.5 md:px-5">
        <SelectField
          label={t('map.clinic')}
          name="clinicId"
          hint={t('map.clinicHint')}
          options={clinics}
          placeholder={t('map.clinicNone')}
          defaultValue={clinicId}
          className="min-w-[220px]"
        />
        <div className="flex flex-1 flex-wrap items-center justify-end gap-3">
          <span className="type-small text-ink-3">{t('map.nothingYet')}</span>
          <SubmitButton pendingLabel={t('map.checking')}>{t('map.check')}</SubmitButton>
        </div>
      </div>
    </form>
  )
}
