import { useTranslations } from 'next-intl'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import type { Import } from '#db/queries/imports.ts'

export function FailedStep({ state }: { state: Import }) {
  const t = useTranslations('imports')
  const again = <LinkButton href="/imports/new">{t('newImport')}</LinkButton>
  if (state.status === 'cancelled') {
    return (
      <Note tone="info" action={again}>
        {t('cancelledNote')}
      </Note>
    )
  }
  const row = state.failureParams?.row
  return (
    <Note tone="bad" title={t('failedTitle')} action={again}>
      {row !== undefined && t('failedRow', { row: String(row) })}
    </Note>
  )
}
