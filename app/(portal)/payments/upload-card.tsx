import { Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { BankStatement } from '#db/queries/bank-entries.ts'
import { FileField } from './file-field.tsx'

const FIGURES = ['entries', 'booked', 'toAssign', 'skipped', 'repeated'] as const

/** The way in for statements, and what the last ones brought. */
export function UploadCard({ statements }: { statements: readonly BankStatement[] }) {
  const t = useTranslations('payments')
  const formats = useFormats()
  return (
    <Card flush title={t('statements')}>
      <form
        action="/payments/upload"
        method="post"
        encType="multipart/form-data"
        className="flex flex-wrap items-end gap-3 px-4 py-4 md:px-5"
      >
        <FileField label={t('file')} name="statement" accept=".xml,application/xml,text/xml" />
        <Button type="submit" variant="primary" icon={<Upload aria-hidden="true" />}>
          {t('import')}
        </Button>
      </form>
      {statements.length > 0 && (
        <Table label={t('statements')}>
          <thead>
            <tr>
              <th scope="col">{t('statement')}</th>
              {FIGURES.map((name) => (
                <th key={name} scope="col" className="num">
                  {t(`figures.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {statements.map((statement) => (
              <tr key={statement.id}>
                <th scope="row">
                  <span className="wrap-anywhere">{statement.statementRef}</span>
                  <span className="block type-small font-normal text-ink-3">
                    <LocalTime at={new Date(statement.importedAt)} style="dayAndTime" />
                  </span>
                </th>
                {FIGURES.map((name) => (
                  <td key={name} className="num">
                    {formats.whole(statement[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}
