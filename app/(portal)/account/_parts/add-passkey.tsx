'use client'

import { startRegistration } from '@simplewebauthn/browser'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors } from '#components/use-refusal-text.ts'
import type { FormState, Refused } from '#lib/web/staff-action.ts'
import { addPasskeyAction, askPasskeyAction } from '../actions.ts'
import { WithPassword } from './with-password.tsx'

/** Makes a passkey in this browser, once the password was typed: server asks, device makes, server keeps. */
export function AddPasskey() {
  const t = useTranslations('account.passkeys')
  const [state, add] = useActionState(addFrom, null)
  const errorOf = useFieldErrors(state && !state.ok ? state : null)
  return (
    <div className="needs-script">
      <WithPassword action={add} state={state} trigger={t('add')} lead={t('addLead')} submit={t('addYes')}>
        <TextField
          label={t('name')}
          name="name"
          required
          maxLength={60}
          hint={t('nameHint')}
          defaultValue={state && !state.ok ? String(state.values.name ?? '') : ''}
          error={errorOf('name')}
        />
      </WithPassword>
    </div>
  )
}

async function addFrom(_state: FormState<void>, form: FormData): Promise<FormState<void>> {
  const name = String(form.get('name') ?? '')
  const values = { name }
  const asked = await askPasskeyAction({ name, currentPassword: String(form.get('currentPassword') ?? '') })
  if (!asked.ok) return { ...asked, values }
  // Closed, timed out, or this device has one already.
  const credential = await startRegistration({ optionsJSON: asked.value }).catch(() => null)
  if (!credential) return { ...NOT_MADE, values }
  return { ...(await addPasskeyAction({ name, credential: { ...credential } })), values }
}

const NOT_MADE: Refused = { ok: false, code: 'passkey_not_made' }
