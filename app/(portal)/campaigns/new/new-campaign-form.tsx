'use client'

import { ArrowRight, Mail, MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { RadioGroup, Segments } from '#components/ui/radio-group.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { MAX_NAME_CHARACTERS } from '#lib/campaigns/inputs.ts'
import { createCampaignAction } from '../actions.ts'

/** Purpose first: it decides who may be written to at all. */
export function NewCampaignForm() {
  const t = useTranslations('campaigns')
  const refusal = useRefusalText()
  const [state, action] = useActionState(createCampaignAction, null)
  const typed = (name: string) => String(state?.values[name] ?? '')
  const refused = state && !state.ok ? state : null
  return (
    <form action={action} className="grid gap-5">
      {refused && <Note tone="bad" role="alert" title={refusal(refused)} />}
      <RadioGroup
        legend={t('purposeLabel')}
        name="purpose"
        defaultValue={typed('purpose') === 'notice' ? 'notice' : 'offer'}
        options={[
          { value: 'offer', label: <strong>{t('purpose.offer')}</strong>, hint: t('purposeHint.offer') },
          { value: 'notice', label: <strong>{t('purpose.notice')}</strong>, hint: t('purposeHint.notice') },
        ]}
      />
      <Segments
        legend={t('channelLabel')}
        name="channel"
        className="max-w-[320px]"
        defaultValue={typed('channel') === 'email' ? 'email' : 'sms'}
        options={[
          { value: 'sms', label: t('channel.sms'), icon: <MessageSquare aria-hidden="true" /> },
          { value: 'email', label: t('channel.email'), icon: <Mail aria-hidden="true" /> },
        ]}
      />
      <TextField
        label={t('nameLabel')}
        name="name"
        hint={t('nameHint')}
        optional
        maxLength={MAX_NAME_CHARACTERS}
        defaultValue={typed('name')}
        error={refused?.fields?.name ? t('fields.name_too_long', { max: MAX_NAME_CHARACTERS }) : undefined}
        placeholder={t('new.namePlaceholder')}
        autoComplete="off"
      />
      <div>
        <SubmitButton icon={<ArrowRight aria-hidden="true" />} pendingLabel={t('new.starting')}>
          {t('new.start')}
        </SubmitButton>
      </div>
    </form>
  )
}
