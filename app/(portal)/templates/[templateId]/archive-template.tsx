'use client'

import { Archive, ArchiveRestore } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Dialog } from '#components/ui/dialog.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { archiveTemplateAction } from '../actions.ts'

/** Puts a template away, or back; what still uses it stands in the way, by name. Of a clinic's own text: back to the chain's. */
export function ArchiveTemplate({
  template,
  uses,
  clinicName,
}: {
  template: { id: string; archivedAt: string | null }
  /** What stands in the way, in words. */
  uses: string[]
  clinicName: string | null
}) {
  const t = useTranslations('templates')
  const refusal = useRefusalText()
  const formats = useFormats()
  const [state, action] = useActionState(archiveTemplateAction, null)
  const archived = template.archivedAt !== null
  if (clinicName !== null && archived) return null
  const fields = (
    <>
      <input type="hidden" name="templateId" value={template.id} />
      <input type="hidden" name="archived" value={String(!archived)} />
    </>
  )
  const inTheWay = uses.length > 0 && !archived ? t('archiveRefused', { uses: formats.list(uses) }) : null
  return (
    <div className="grid gap-1 md:justify-items-end">
      {clinicName === null ? (
        <form action={action}>
          {fields}
          <SubmitButton
            variant="secondary"
            disabledReason={inTheWay ?? undefined}
            icon={archived ? <ArchiveRestore aria-hidden="true" /> : <Archive aria-hidden="true" />}
          >
            {archived ? t('restore') : t('archiveIt')}
          </SubmitButton>
        </form>
      ) : (
        <Dialog
          trigger={t('variants.goBack')}
          title={t('variants.goBackTitle')}
          body={t('variants.goBackBody', { clinic: clinicName })}
          safeLabel={t('variants.keep')}
        >
          <form action={action}>
            {fields}
            <SubmitButton>{t('variants.goBack')}</SubmitButton>
          </form>
        </Dialog>
      )}
      {inTheWay && <p className="max-w-[420px] type-small md:text-end text-ink-3">{inTheWay}</p>}
      {state && !state.ok && (
        <p role="alert" className="type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </div>
  )
}
