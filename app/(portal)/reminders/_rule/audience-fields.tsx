import { useTranslations } from 'next-intl'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { FieldMessage, fieldId } from '#components/ui/field.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { APPOINTMENT_STATUSES } from '#lib/core/appointment-status.ts'
import type { RuleValues } from './rule-values.ts'

type Props = { values: RuleValues; errorOf: (field: string) => string | undefined }

/** Which appointments the rule is for, by their status. */
export function StatusFields({ values, errorOf }: Props) {
  const t = useTranslations('reminders')
  const tStatus = useTranslations('statuses.appointment')
  const error = errorOf('statuses')
  return (
    <fieldset className="min-w-0" id={fieldId('statuses')} tabIndex={-1}>
      <legend className="mb-[5px] type-label">
        {t('form.statuses')} <span className="font-normal text-ink-3">{t('form.statusesHint')}</span>
      </legend>
      <div className="flex flex-wrap gap-x-5">
        {APPOINTMENT_STATUSES.map((status) => (
          <Checkbox
            key={status}
            name="statuses"
            value={status}
            label={tStatus(status)}
            defaultChecked={values.statuses.includes(status)}
          />
        ))}
      </div>
      <FieldMessage id="statuses-message" error={error} />
    </fieldset>
  )
}

/** Every clinic, or some. Who works for some clinics makes rules for those. */
export function ClinicFields({
  values,
  errorOf,
  clinics,
  mayAll,
}: Props & { clinics: readonly { id: string; name: string }[]; mayAll: boolean }) {
  const t = useTranslations('reminders.form')
  return (
    <div className="grid gap-2">
      {mayAll ? (
        <RadioGroup
          legend={t('clinics')}
          name="clinics"
          inline
          defaultValue={values.clinics === 'some' ? 'some' : 'all'}
          options={[
            { value: 'all', label: t('allClinics') },
            { value: 'some', label: t('someClinics') },
          ]}
        />
      ) : (
        <input type="hidden" name="clinics" value="some" />
      )}
      <fieldset className="min-w-0" data-when="some" id={fieldId('clinicIds')} tabIndex={-1}>
        <legend className={mayAll ? 'sr-only' : 'mb-[5px] type-label'}>{t(mayAll ? 'someClinics' : 'clinics')}</legend>
        <div className="flex flex-wrap gap-x-5">
          {clinics.map(({ id, name }) => (
            <Checkbox
              key={id}
              name="clinicIds"
              value={id}
              label={name}
              defaultChecked={values.clinicIds.includes(id)}
            />
          ))}
        </div>
        <FieldMessage id="clinics-message" error={errorOf('clinicIds')} />
      </fieldset>
    </div>
  )
}
