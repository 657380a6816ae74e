import { Play } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import type { Import } from '#db/queries/imports.ts'
import { cancelImportAction, resumeImportAction } from '../../actions.ts'
import { ImportAction } from './import-action.tsx'

/** Why an import came to no end, and what may be done about it. */
export function FailedStep({ state }: { state: Import }) {
  const t = useTranslations('imports')
  const again = <LinkButton href="/imports/new">{t('newImport')}</LinkButton>
  if (state.status === 'cancelled') {
    return (
      <Note tone="info" action={again}>
        {t(state.appliedThrough === null ? 'cancelledNote' : 'cancelledPartly')}
      </Note>
    )
  }
  if (state.failure === 'import_interrupted') return <Interrupted state={state} />
  const row = state.failureParams?.row
  return (
    <Note tone="bad" title={t('failedTitle')} action={again}>
      {row !== undefined && t('failedRow', { row: String(row) })}
    </Note>
  )
}

function Interrupted({ state }: { state: Import }) {
  const t = useTranslations('imports')
  const actions = (
    <span className="flex flex-wrap gap-2">
      <ImportAction
        action={resumeImportAction}
        importId={state.id}
        label={t('goOn')}
        variant="primary"
        size="s"
        icon={<Play aria-hidden="true" />}
      />
      <ImportAction action={cancelImportAction} importId={state.id} label={t('drop')} variant="quiet" size="s" />
    </span>
  )
  return (
    <Note tone="warn" title={t('interruptedTitle')} action={actions}>
      {t(state.confirmed ? 'interruptedApplying' : 'interruptedChecking')}
    </Note>
  )
}
