'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { DateTimeField } from '#components/ui/date-time-field.tsx'
import { FieldMessage } from '#components/ui/field.tsx'
import { Note } from '#components/ui/note.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { CONSENT_CHANNELS, CONSENT_PURPOSES } from '#lib/core/consent.ts'
import { recordConsentAction } from '../actions.ts'
import { HowField } from './how-field.tsx'

type RecordConsentFormProps = {
  patientId: string
  /** What the chain has shown so far, the newest first. */
  policies: { version: number; language: string }[]
  /** The patient's own, chosen beforehand. */
  language: string | null
  today: string
}

/** A yes on paper, at the desk or on the telephone, with what the patient was shown. */
export function RecordConsentForm({ patientId, policies, language, today }: RecordConsentFormProps) {
  const t = useTranslations('patients.consents')
  const formats = useFormats()
  const refusalText = useRefusalText()
  const [state, action] = useActionState(recordConsentAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const typed = (name: string, otherwise: string) => String(refused?.values[name] ?? otherwise)
  const ticked = refused?.values.purposes ?? ['marketing']
  const [newest] = policies
  const own = policies.find((policy) => policy.version === newest?.version && policy.language === language) ?? newest

  return (
    <details className="mt-3" open={refused !== null || undefined}>
      <summary className="link cursor-pointer">{t('recordConsent')}</summary>
      {!own && <p className="mt-2 type-small text-ink-2">{t('noPolicy')}</p>}
      {own && (
        <form action={action} className="mt-3 grid gap-3.5" noValidate>
          <p className="type-small text-ink-2">{t('consentHint')}</p>
          {refused && !refused.fields && <Note tone="bad" role="alert" title={refusalText(refused)} />}
          {state?.ok && <Note tone="ok" role="status" title={t('saved')} />}
          <input type="hidden" name="patientId" value={patientId} />
          <fieldset aria-describedby="consent-purposes-message">
            <legend className="mb-[5px] type-label">{t('consentPurposes')}</legend>
            {CONSENT_PURPOSES.map((purpose) => (
              <Checkbox
                key={purpose}
                id={`consent-${purpose}`}
                name="purposes"
                value={purpose}
                label={t(`purpose.${purpose}`)}
                defaultChecked={ticked === purpose || (Array.isArray(ticked) && ticked.includes(purpose))}
              />
            ))}
            <FieldMessage id="consent-purposes-message" error={errorOf('purposes')} />
          </fieldset>
          <SelectField
            id="consent-channel"
            label={t('consentChannel')}
            name="channel"
            defaultValue={typed('channel', 'any')}
            error={errorOf('channel')}
            options={CONSENT_CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
          />
          <SelectField
            label={t('policyLabel')}
            name="policy"
            defaultValue={typed('policy', `${own.version}.${own.language}`)}
            error={errorOf('policy')}
            options={policies.map((policy) => ({
              value: `${policy.version}.${policy.language}`,
              label: t('policy', { language: formats.language(policy.language), version: String(policy.version) }),
            }))}
          />
          <HowField id="consent-how" error={errorOf('how')} />
          <DateTimeField
            type="date"
            label={t('givenOn')}
            name="givenOn"
            max={today}
            defaultValue={typed('givenOn', today)}
            error={errorOf('givenOn')}
          />
          <div>
            <SubmitButton>{t('recordConsent')}</SubmitButton>
          </div>
        </form>
      )}
    </details>
  )
}
