import { useTranslations } from 'next-intl'

import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'
import { MAX_TEMPLATE_NAME } from '#lib/templates/inputs.ts'
import type { TemplateValues } from './template-values.ts'

/** Name and purpose; a saved template keeps its purpose, and a clinic's own text goes by the chain's name. */
export function TemplateHead({
  values,
  error,
  onName,
  onPurpose,
}: {
  values: TemplateValues
  error: string | undefined
  onName: (name: string) => void
  onPurpose: (purpose: TemplatePurpose) => void
}) {
  const t = useTranslations('templates')
  if (values.variant) return null
  return (
    <div className="grid gap-3.5 px-4 pt-4 pb-4 md:grid-cols-2 md:px-5">
      <TextField
        label={t('nameLabel')}
        hint={t('nameHint')}
        name="name"
        required
        error={error}
        value={values.name}
        placeholder={t('new.namePlaceholder')}
        maxLength={MAX_TEMPLATE_NAME}
        onChange={(event) => onName(event.target.value)}
      />
      {values.templateId === null ? (
        <SelectField
          label={t('purposeLabel')}
          hint={t(`purposeHint.${values.purpose}`)}
          name="purpose"
          value={values.purpose}
          onChange={(event) => onPurpose(event.target.value as TemplatePurpose)}
          options={TEMPLATE_PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        />
      ) : (
        <div>
          <p className="mb-[5px] type-label">{t('purposeLabel')}</p>
          <p className="type-strong">{t(`purpose.${values.purpose}`)}</p>
          <p className="type-small text-ink-3">{t(`purposeHint.${values.purpose}`)}</p>
        </div>
      )}
    </div>
  )
}
