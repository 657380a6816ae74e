'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { FactsList } from '#components/ui/facts-list.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { ApprovalLimit } from '#lib/core/approval-limit.ts'
import { MICRO_PER_EURO } from '#lib/core/money.ts'
import { changeApprovalsAction } from './actions.ts'

/** The chain's limits; empty ones are none. */
export function LimitForm({ limit, mayChange }: { limit: ApprovalLimit; mayChange: boolean }) {
  const t = useTranslations('settings.approvals')
  const formats = useFormats()
  const [state, action] = useActionState(changeApprovalsAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()
  const { approvalPeople, approvalMicro } = limit
  const isNone = approvalPeople === null && approvalMicro === null

  if (!mayChange) {
    return (
      <div className="grid gap-3">
        <FactsList
          facts={[
            { label: t('people'), value: approvalPeople === null ? '–' : formats.whole(approvalPeople) },
            { label: t('euros'), value: approvalMicro === null ? '–' : formats.money(approvalMicro) },
          ]}
        />
        <p className="text-ink-2">{isNone ? t('none') : t('who')}</p>
      </div>
    )
  }
  return (
    <form action={action} noValidate className="grid max-w-[560px] gap-4">
      {state?.ok && (
        <Note tone="ok" role="status">
          {t('saved')}
        </Note>
      )}
      {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
      {isNone && <p className="text-ink-2">{t('none')}</p>}
      <TextField
        label={t('people')}
        name="people"
        inputMode="numeric"
        className="max-w-[240px]"
        optional
        defaultValue={String(refused?.values.people ?? approvalPeople ?? '')}
        error={errorOf('people')}
      />
      <TextField
        label={t('euros')}
        name="euros"
        inputMode="decimal"
        suffix="€"
        className="max-w-[240px]"
        optional
        hint={t('empty')}
        defaultValue={String(refused?.values.euros ?? (approvalMicro === null ? '' : eurosOf(approvalMicro)))}
        error={errorOf('euros')}
      />
      <p className="type-small text-ink-2">{t('who')}</p>
      <div>
        <SubmitButton variant="primary">{t('save')}</SubmitButton>
      </div>
    </form>
  )
}

function eurosOf(micro: number): string {
  return String(micro / MICRO_PER_EURO).replace('.', ',')
}
