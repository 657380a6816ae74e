import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LanguageCode } from '#components/language-name.tsx'
import { LocalTime } from '#components/local-time.tsx'
import { ToneStatus } from '#components/ui/badge.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { TemplateListRow, TemplateUse } from '#db/queries/template-list.ts'
import { useUseNames } from './use-names.ts'

const COLUMNS = 5

export function TemplateTable({
  rows,
  uses,
  chainLanguages,
  zone,
  empty,
}: {
  rows: TemplateListRow[]
  uses: TemplateUse[]
  chainLanguages: string[]
  zone: string
  empty: string
}) {
  const t = useTranslations('templates')
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('nameLabel')}</th>
          <th scope="col" className="hs">
            {t('purposeLabel')}
          </th>
          <th scope="col">{t('list.languages')}</th>
          <th scope="col" className="hs">
            {t('list.usedBy')}
          </th>
          <th scope="col" className="hs">
            {t('list.changed')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={COLUMNS}>{empty}</EmptyRow>}
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link href={`/templates/${row.id}`} className="link wrap-anywhere" prefetch={false}>
                {row.name}
              </Link>
              <span className="block type-small text-ink-3 md:hidden">{t(`purpose.${row.purpose}`)}</span>
              {row.variantClinics.length > 0 && (
                <span className="block type-small text-ink-3">
                  {t('list.clinics')}: {row.variantClinics.join(', ')}
                </span>
              )}
            </th>
            <td className="hs whitespace-nowrap text-ink-2">{t(`purpose.${row.purpose}`)}</td>
            <td>
              <Languages written={row.languages} wanted={chainLanguages} />
            </td>
            <td className="hs text-ink-2">
              <Uses uses={uses.filter(({ templateId }) => templateId === row.id)} />
            </td>
            <td className="hs">
              <LocalTime at={row.updatedAt} style="dayAndTime" timeZone={zone} />
              {row.savedBy && <span className="block type-small text-ink-3">{row.savedBy}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Languages({ written, wanted }: { written: string[]; wanted: string[] }) {
  const t = useTranslations('templates.list')
  const formats = useFormats()
  const missing = wanted.filter((language) => !written.includes(language))
  return (
    <span className="grid gap-1">
      <span className="flex flex-wrap gap-1">
        <span className="sr-only">{written.map(formats.language).join(', ')}</span>
        {written.map((language) => (
          <LanguageCode key={language} code={language} />
        ))}
      </span>
      {missing.length > 0 && (
        <ToneStatus tone="warn" icon={<TriangleAlert strokeWidth={1.75} aria-hidden="true" />}>
          {t('missing', { languages: missing.join(', ') })}
        </ToneStatus>
      )}
    </span>
  )
}

function Uses({ uses }: { uses: TemplateUse[] }) {
  const t = useTranslations('templates.list')
  const nameOf = useUseNames()
  if (uses.length === 0) return <span className="text-ink-3">{t('unused')}</span>
  return (
    <ul>
      {uses.map((use) => (
        <li key={`${use.kind} ${use.ruleId}`}>{nameOf(use)}</li>
      ))}
    </ul>
  )
}
