import { useTranslations } from 'next-intl'
import { DateTimeField } from '#components/ui/date-time-field.tsx'

import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { MOMENTS } from '#lib/core/reminder-rule.ts'
import type { RuleValues } from './rule-values.ts'

/** When the text goes; the fields of the chosen moment stand under it. */
export function MomentFields({
  values,
  errorOf,
}: {
  values: RuleValues
  errorOf: (field: string) => string | undefined
}) {
  const t = useTranslations('reminders.form')
  return (
    <div className="grid gap-3">
      <RadioGroup
        legend={t('moment')}
        name="moment"
        defaultValue={MOMENTS.find((moment) => moment === values.moment) ?? 'day_before'}
        error={errorOf('moment')}
        options={MOMENTS.map((value) => ({ value, label: t(`moments.${value}`), hint: t(`momentHints.${value}`) }))}
      />
      <div data-when="counted" className="flex max-w-[360px] items-start gap-3">
        <TextField
          label={t('amount')}
          name="amount"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={values.amount}
          error={errorOf('amount')}
          className="flex-1"
        />
        <SelectField
          label={t('unit')}
          name="unit"
          defaultValue={values.unit}
          className="flex-1"
          options={[
            { value: 'minutes', label: t('minutes') },
            { value: 'hours', label: t('hours') },
          ]}
        />
      </div>
      <div data-when="day_before" className="flex max-w-[360px] items-start gap-3">
        <TextField
          label={t('days')}
          name="days"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={values.days}
          error={errorOf('days')}
          className="flex-1"
        />
        <DateTimeField
          label={t('atLocal')}
          name="atLocal"
          type="time"
          defaultValue={values.atLocal}
          error={errorOf('atLocal')}
          className="flex-1"
        />
      </div>
    </div>
  )
}
