'use client'

import { useTranslations } from 'next-intl'

import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { SENDER_STATUSES } from '#lib/core/sender-in-force.ts'
import { MAX_SENDER_CHARACTERS } from '#lib/core/sender-name.ts'
import { DeskForm } from '../../_desk/desk-form.tsx'
import { setSenderNameAction } from '../actions.ts'

/** What came of a sender name in a country. */
export function SenderNameForm({ chainId, name }: { chainId: string; name: string }) {
  const t = useTranslations('desk.senderName')
  const tStatus = useTranslations('activation.senders.status')
  return (
    <DeskForm
      action={setSenderNameAction}
      hidden={{ chainId }}
      submit={t('save')}
      variant="secondary"
      done={t('saved')}
    >
      {({ errorOf, typedOr }) => (
        <div className="grid gap-3.5 md:grid-cols-3">
          <TextField
            label={t('country')}
            name="country"
            hint={t('countryHint')}
            maxLength={2}
            defaultValue={typedOr('country')}
            error={errorOf('country')}
          />
          <TextField
            label={t('name')}
            name="name"
            maxLength={MAX_SENDER_CHARACTERS}
            defaultValue={typedOr('name', name)}
            error={errorOf('name')}
          />
          <SelectField
            label={t('status')}
            name="status"
            defaultValue={typedOr('status', 'registered')}
            options={SENDER_STATUSES.map((status) => ({ value: status, label: tStatus(status) }))}
            error={errorOf('status')}
          />
        </div>
      )}
    </DeskForm>
  )
}
