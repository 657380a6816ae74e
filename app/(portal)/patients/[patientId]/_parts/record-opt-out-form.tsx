'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { OPT_OUT_PURPOSES } from '#lib/core/consent.ts'
import { recordOptOutAction } from '../actions.ts'
import { HowField } from './how-field.tsx'

/** A refusal said at the desk or on the phone; folded away until somebody needs it. */
export function RecordOptOutForm({
  patientId,
  hasPhone,
  hasEmail,
  covers,
}: {
  patientId: string
  hasPhone: boolean
  hasEmail: boolean
  /** Names of those who read at the same number or address. */
  covers: string | null
}) {
  const t = useTranslations('patients.consents')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(recordOptOutAction, null)
  const channels = [hasPhone && ('sms' as const), hasEmail && ('email' as const)].filter((channel) => channel !== false)

  if (channels.length === 0) return <p className="mt-3 type-small text-ink-3">{t('noContact')}</p>
  return (
    <details className="mt-3">
      <summary className="link cursor-pointer">{t('record')}</summary>
      <form action={action} className="mt-3 grid gap-3.5">
        <p className="type-small text-ink-2">
          {t('recordHint')} {covers && t('covers', { names: covers })}
        </p>
        {state && !state.ok && <Note tone="bad">{refusalText(state)}</Note>}
        <input type="hidden" name="patientId" value={patientId} />
        <SelectField
          label={t('recordChannel')}
          name="channel"
          options={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        />
        <SelectField
          label={t('recordPurpose')}
          name="purpose"
          options={OPT_OUT_PURPOSES.map((purpose) => ({
            value: purpose,
            label: t(`purpose.${purpose}`),
          }))}
        />
        <HowField id="opt-out-how" />
        <div>
          <SubmitButton>{t('record')}</SubmitButton>
        </div>
      </form>
    </details>
  )
}
