'use client'

import { Mail, MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Controller, useFormContext, useWatch } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import { Switch } from '#components/ui/checkbox.tsx'
import { Combobox } from '#components/ui/combobox.tsx'
import { DateTimeField } from '#components/ui/date-time-field.tsx'
import { Segments } from '#components/ui/radio-group.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { EVERYONE, NO_LANGUAGE } from '#lib/core/audience.ts'
import { COUNTRY_CODES } from '#lib/core/country.ts'
import type { ComposeData } from './compose-data.ts'
import type { ComposeValues } from './compose-values.ts'
import { audienceValues } from './compose-values.ts'
import { SavedAudiences } from './saved-audiences.tsx'
import { useAudienceMistake } from './use-audience-mistake.ts'

/** Who gets it: every filter narrows; an empty one does not. */
export function AudienceFields({ data }: { data: ComposeData }) {
  const t = useTranslations('campaigns.audience')
  const form = useFormContext<ComposeValues>()
  return (
    <div className="grid gap-3.5">
      <ChannelChoice />
      <SavedAudiences data={data} />
      <Places data={data} />
      <Person />
      <Visits />
      <Debt />
      <Recent />
      <Button
        variant="quiet"
        size="s"
        className="needs-script justify-self-start"
        onClick={() => form.setValue('audience', audienceValues(EVERYONE), { shouldDirty: true })}
      >
        {t('clearAll')}
      </Button>
    </div>
  )
}

export function ChannelChoice() {
  const t = useTranslations('campaigns')
  const { control } = useFormContext<ComposeValues>()
  return (
    <Controller
      control={control}
      name="channel"
      render={({ field }) => (
        <Segments
          legend={t('channelLabel')}
          name="channel"
          value={field.value}
          onChange={field.onChange}
          options={[
            { value: 'sms', label: t('channel.sms'), icon: <MessageSquare aria-hidden="true" /> },
            { value: 'email', label: t('channel.email'), icon: <Mail aria-hidden="true" /> },
          ]}
        />
      )}
    />
  )
}

function Places({ data }: { data: ComposeData }) {
  const t = useTranslations('campaigns.audience')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const mistake = useAudienceMistake()
  const languages = [
    ...data.languages.map((id) => ({ id, label: formats.language(id) })),
    { id: NO_LANGUAGE, label: tCampaigns('noLanguage') },
  ]
  return (
    <>
      <Many
        name="audience.clinicIds"
        label={t('clinics')}
        placeholder={t('clinicsAll')}
        error={mistake('clinicIds')}
        options={data.clinics.map(({ id, name }) => ({ id, label: name }))}
      />
      <Many
        name="audience.languages"
        label={t('languages')}
        placeholder={t('languagesAll')}
        error={mistake('languages')}
        options={languages}
      />
      <Many
        name="audience.countries"
        label={t('countries')}
        placeholder={t('countriesAll')}
        error={mistake('countries')}
        options={COUNTRY_CODES.map((id) => ({ id, label: formats.country(id) })).toSorted((a, b) =>
          a.label.localeCompare(b.label, formats.locale),
        )}
      />
    </>
  )
}

function Many({
  name,
  ...props
}: {
  name: 'audience.clinicIds' | 'audience.languages' | 'audience.countries'
  label: string
  placeholder: string
  error: string | undefined
  options: { id: string; label: string }[]
}) {
  const { control } = useFormContext<ComposeValues>()
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => <Combobox {...props} name={name} value={field.value} onChange={field.onChange} />}
    />
  )
}

function Person() {
  const t = useTranslations('campaigns.audience')
  const { control } = useFormContext<ComposeValues>()
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <TypedField name="ageFrom" label={t('ageFrom')} placeholder={t('any')} />
        <TypedField name="ageTo" label={t('ageTo')} placeholder={t('any')} />
      </div>
      <Controller
        control={control}
        name="audience.gender"
        render={({ field }) => (
          <Segments
            legend={t('gender')}
            name="audience.gender"
            value={field.value}
            onChange={field.onChange}
            options={[
              { value: '', label: t('genderAll') },
              { value: 'female', label: t('female') },
              { value: 'male', label: t('male') },
            ]}
          />
        )}
      />
    </>
  )
}

function Visits() {
  const t = useTranslations('campaigns.audience')
  const { control } = useFormContext<ComposeValues>()
  const mistake = useAudienceMistake()
  const kind = useWatch({ control, name: 'audience.visit.kind' })
  return (
    <div className="grid gap-2">
      <Controller
        control={control}
        name="audience.visit.kind"
        render={({ field }) => (
          <Segments
            legend={t('visits')}
            name="audience.visit.kind"
            value={field.value}
            onChange={field.onChange}
            options={[
              { value: 'any', label: t('visitsAny') },
              { value: 'had', label: t('visited') },
              { value: 'had_none', label: t('notVisited') },
            ]}
          />
        )}
      />
      <div className={`grid gap-2 ${kind === 'any' ? 'without-script' : ''}`}>
        {(['from', 'to'] as const).map((end) => (
          <Controller
            key={end}
            control={control}
            name={`audience.visit.${end}`}
            render={({ field }) => (
              <DateTimeField
                type="date"
                label={t(end)}
                name={field.name}
                error={mistake(`visit.${end}`)}
                defaultValue={field.value}
                onValue={field.onChange}
              />
            )}
          />
        ))}
      </div>
    </div>
  )
}

function Debt() {
  const t = useTranslations('campaigns.audience')
  const { control, register } = useFormContext<ComposeValues>()
  const mistake = useAudienceMistake()
  const [kind, over] = useWatch({ control, name: ['audience.debt.kind', 'audience.debt.overEuros'] })
  return (
    <div className="grid gap-2">
      <Controller
        control={control}
        name="audience.debt.kind"
        render={({ field }) => (
          <Segments
            legend={t('debt')}
            name="audience.debt.kind"
            value={field.value}
            onChange={field.onChange}
            options={[
              { value: 'any', label: t('debtAny') },
              { value: 'debtors', label: t('debtors') },
              { value: 'non_debtors', label: t('nonDebtors') },
            ]}
          />
        )}
      />
      <div className={kind === 'debtors' ? '' : 'without-script'}>
        <TextField
          label={t('debtOver')}
          hint={t('debtHint')}
          suffix="€"
          inputMode="decimal"
          error={mistake('debt.overEuros')}
          defaultValue={over}
          {...register('audience.debt.overEuros')}
        />
      </div>
    </div>
  )
}

function Recent() {
  const t = useTranslations('campaigns.audience')
  const { register, getValues } = useFormContext<ComposeValues>()
  return (
    <>
      <TypedField name="notMessagedDays" label={t('notMessaged')} hint={t('daysHint')} suffix={t('days')} />
      <Switch
        label={t('noAppointment')}
        defaultChecked={getValues('audience.noFutureAppointment')}
        {...register('audience.noFutureAppointment')}
      />
    </>
  )
}

function TypedField({
  name,
  ...props
}: {
  name: 'ageFrom' | 'ageTo' | 'notMessagedDays'
  label: string
  hint?: string
  placeholder?: string
  suffix?: string
}) {
  const { register, getValues } = useFormContext<ComposeValues>()
  const mistake = useAudienceMistake()
  const path = `audience.${name}` as const
  return (
    <TextField
      {...props}
      inputMode="numeric"
      error={mistake(name)}
      defaultValue={getValues(path)}
      {...register(path)}
    />
  )
}
