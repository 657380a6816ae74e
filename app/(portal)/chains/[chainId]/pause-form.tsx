'use client'

import { useTranslations } from 'next-intl'

import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { DeskForm } from '../../_desk/desk-form.tsx'
import { pauseChainAction, resumeChainAction } from '../actions.ts'

type PauseProps = { chainId: string; pausedAt: string | null; reason: string | null }

/** Stops a chain's sending, with a reason its staff read, or lets it go on. */
export function PauseForm({ chainId, pausedAt, reason }: PauseProps) {
  const t = useTranslations('desk.chain')
  const formats = useFormats()
  if (pausedAt !== null) {
    return (
      <div className="grid gap-3.5">
        <p>
          {t('pausedSince', { time: formats.time(new Date(pausedAt), 'dayAndTime') })}
          <span className="block wrap-anywhere text-ink-2">{reason}</span>
        </p>
        <DeskForm action={resumeChainAction} hidden={{ chainId }} submit={t('resume')} />
      </div>
    )
  }
  return (
    <DeskForm action={pauseChainAction} hidden={{ chainId }} submit={t('pause')} variant="danger">
      {({ errorOf, typedOr }) => (
        <TextField
          label={t('pauseReason')}
          name="reason"
          hint={t('pauseHint')}
          defaultValue={typedOr('reason')}
          error={errorOf('reason')}
        />
      )}
    </DeskForm>
  )
}
