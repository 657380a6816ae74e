'use client'

import { useTranslations } from 'next-intl'

import { TextField } from '#components/ui/text-field.tsx'
import type { Seller } from '#db/queries/invoices.ts'
import { DeskForm } from '../../_desk/desk-form.tsx'
import { saveSellerAction } from '../actions.ts'

const FIELDS = ['name', 'registryCode', 'vatNumber', 'address', 'iban', 'bank', 'email'] as const

export function SellerForm({ seller }: { seller: Seller | null }) {
  const t = useTranslations('payments.seller')
  return (
    <div className="max-w-[560px]">
      <DeskForm action={saveSellerAction} hidden={{}} submit={t('save')}>
        {({ errorOf, typedOr }) =>
          FIELDS.map((name) => (
            <TextField
              key={name}
              label={t(`fields.${name}`)}
              name={name}
              optional={name === 'vatNumber'}
              defaultValue={typedOr(name, seller?.[name] ?? '')}
              error={errorOf(name)}
            />
          ))
        }
      </DeskForm>
    </div>
  )
}
