'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Dialog } from '#components/ui/dialog.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { RemoveButton } from '../../../_shell/remove-button.tsx'
import { deactivateStaffAction, reactivateStaffAction } from '../actions.ts'

/** Locks somebody out, after a question, or lets them in again. */
export function SwitchOff({ staffId, name, isActive }: { staffId: string; name: string; isActive: boolean }) {
  const t = useTranslations('staff')
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-ink-2">{isActive ? t('switchOffLead') : t('switchOnLead')}</p>
      {isActive ? (
        <Dialog
          variant="danger"
          trigger={t('switchOff')}
          title={t('switchOffTitle', { name })}
          body={t('switchOffBody')}
          safeLabel={t('keep')}
        >
          <RemoveButton action={deactivateStaffAction} name="staffId" value={staffId} label={t('switchOffYes')} />
        </Dialog>
      ) : (
        <SwitchOn staffId={staffId} />
      )}
    </div>
  )
}

function SwitchOn({ staffId }: { staffId: string }) {
  const t = useTranslations('staff')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(reactivateStaffAction, null)
  return (
    <form action={action}>
      <input type="hidden" name="staffId" value={staffId} />
      <SubmitButton variant="primary">{t('switchOn')}</SubmitButton>
      {state && !state.ok && (
        <p role="alert" className="mt-1 type-small text-bad">
          {refusalText(state)}
        </p>
      )}
    </form>
  )
}
