'use client'

import { UserCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextAreaField, TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { TYPE_COUNT_ABOVE } from '#lib/campaigns/inputs.ts'
import type { CampaignPreview } from '#lib/campaigns/preview-figures.ts'
import { approveFormAction, rejectSendAction, withdrawRequestAction } from '../actions.ts'

type Decision = {
  approvalId: string
  preview: CampaignPreview
  isLater: boolean
  isOwn: boolean
  mayDecide: boolean
}

/** Approve, reject with a reason, or take one's own request back. */
export function DecisionCard({ approvalId, preview, isLater, isOwn, mayDecide }: Decision) {
  const t = useTranslations('approvals')
  return (
    <Card title={t('decide')} className="xl:sticky xl:top-[calc(var(--bar)+16px)]">
      <div className="grid gap-5">
        {isOwn && <Withdraw approvalId={approvalId} />}
        {!isOwn && mayDecide && (
          <>
            <Approve approvalId={approvalId} preview={preview} isLater={isLater} />
            <Reject approvalId={approvalId} />
          </>
        )}
        {!isOwn && !mayDecide && <p className="text-ink-2">{t('mayNot')}</p>}
      </div>
    </Card>
  )
}

function Approve({ approvalId, preview, isLater }: Pick<Decision, 'approvalId' | 'preview' | 'isLater'>) {
  const t = useTranslations('approvals')
  const [state, action] = useActionState(approveFormAction, null)
  const refused = state && !state.ok ? state : null
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(refused)
  const isAtField = errorOf('typedPeople') ?? errorOf('useReserve')
  return (
    <form action={action} noValidate className="grid gap-3">
      <input type="hidden" name="approvalId" value={approvalId} />
      <input type="hidden" name="fingerprint" value={preview.fingerprint} />
      {refused && !isAtField && (
        <Note tone="bad" role="alert">
          {refusalText(refused)}
        </Note>
      )}
      {preview.willGet > TYPE_COUNT_ABOVE && (
        <TextField
          label={t('typeCount', { count: String(preview.willGet) })}
          name="typedPeople"
          inputMode="numeric"
          autoComplete="off"
          error={errorOf('typedPeople')}
        />
      )}
      {preview.reserve.isEaten && <Checkbox name="useReserve" label={t('useReserve')} error={errorOf('useReserve')} />}
      <SubmitButton size="l" full icon={<UserCheck aria-hidden="true" />} pendingLabel={t('approving')}>
        {isLater ? t('approveLater') : t('approve')}
      </SubmitButton>
    </form>
  )
}

function Reject({ approvalId }: { approvalId: string }) {
  const t = useTranslations('approvals')
  const [state, action] = useActionState(rejectSendAction, null)
  const refused = state && !state.ok ? state : null
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(refused)
  return (
    <form action={action} noValidate className="grid gap-3 border-t border-line pt-4">
      <input type="hidden" name="approvalId" value={approvalId} />
      {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
      <TextAreaField
        label={t('reason')}
        name="reason"
        rows={3}
        maxLength={500}
        hint={t('reasonHint')}
        defaultValue={String(refused?.values.reason ?? '')}
        error={errorOf('reason')}
      />
      <SubmitButton variant="danger" full pendingLabel={t('rejecting')}>
        {t('reject')}
      </SubmitButton>
    </form>
  )
}

function Withdraw({ approvalId }: { approvalId: string }) {
  const t = useTranslations('approvals')
  const [state, action] = useActionState(withdrawRequestAction, null)
  const refusalText = useRefusalText()
  return (
    <form action={action} className="grid gap-3">
      <p className="text-ink-2">{t('own')}</p>
      <input type="hidden" name="approvalId" value={approvalId} />
      {state && !state.ok && <Note tone="bad">{refusalText(state)}</Note>}
      <SubmitButton full variant="secondary" pendingLabel={t('withdrawing')}>
        {t('withdraw')}
      </SubmitButton>
    </form>
  )
}
