'use client'

import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'

import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ApplicationField, ApplicationForm } from '#lib/activation/inputs.ts'
import { MAX_DRAFT_CHARACTERS } from '#lib/activation/inputs.ts'

type FieldsProps = {
  form: UseFormReturn<ApplicationForm>
  typed: ApplicationForm
  locations: readonly string[]
  errorOf: (field: ApplicationField) => string | undefined
}

const KINDS: Partial<Record<ApplicationField, { type?: string; inputMode?: 'numeric'; autoComplete?: string }>> = {
  legalName: { autoComplete: 'organization' },
  contactName: { autoComplete: 'name' },
  contactEmail: { type: 'email', autoComplete: 'email' },
  contactPhone: { type: 'tel', autoComplete: 'tel' },
  monthlyTexts: { inputMode: 'numeric' },
}

/** The company, its sender, whom to ask, and how much it will send. */
export function ApplicationFields({ form, typed, locations, errorOf }: FieldsProps) {
  const t = useTranslations('activation')
  const formats = useFormats()
  const field = (name: ApplicationField, hint?: string) => (
    <TextField
      label={t(`fields.${name}`)}
      hint={hint}
      error={errorOf(name)}
      maxLength={MAX_DRAFT_CHARACTERS}
      defaultValue={typed[name]}
      {...KINDS[name]}
      {...form.register(name)}
    />
  )
  return (
    <>
      <Group title={t('groups.company')}>
        {field('legalName')}
        <SelectField
          label={t('fields.location')}
          hint={t('hints.location')}
          error={errorOf('location')}
          placeholder={t('choose')}
          defaultValue={typed.location}
          options={locations.map((code) => ({ value: code, label: formats.country(code) }))}
          {...form.register('location')}
        />
        {field('registryCode', t('hints.registryCode'))}
        {field('monthlyTexts', t('hints.monthlyTexts'))}
      </Group>
      <Group title={t('groups.sender')}>{field('senderName', t('hints.senderName'))}</Group>
      <Group title={t('groups.contact')}>
        {field('contactName')}
        {field('contactEmail', t('hints.contactEmail'))}
        {field('contactPhone')}
      </Group>
    </>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2.5 type-strong">{title}</legend>
      <div className="grid gap-3.5 md:grid-cols-2">{children}</div>
    </fieldset>
  )
}
