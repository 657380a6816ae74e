'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { startTransition, useActionState, useState } from 'react'

import { Card } from '#components/ui/card.tsx'
import { FormErrors } from '#components/ui/form-errors.tsx'
import { Note } from '#components/ui/note.tsx'
import { Segments } from '#components/ui/radio-group.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { SampleVisit, VisitsByLanguage } from '#db/queries/sample-visits.ts'
import { ReminderRuleForm } from '#lib/reminders/rule-form.ts'
import { readForm } from '#lib/web/form-input.ts'
import { saveRuleAction } from '../actions.ts'
import { ClinicFields, StatusFields } from './audience-fields.tsx'
import { ChangesBar } from './changes-bar.tsx'
import { MomentFields } from './moment-fields.tsx'
import './rule-form.css'
import type { RuleValues } from './rule-values.ts'
import { typedOver } from './rule-values.ts'
import { TemplateFields } from './template-fields.tsx'
import type { PreviewTerms, TemplateToChoose } from './visit-text-preview.ts'

export type RuleFormData = {
  values: RuleValues
  templates: readonly TemplateToChoose[]
  clinics: readonly { id: string; name: string }[]
  mayAll: boolean
  /** Languages that the chain writes in. */
  languages: readonly string[]
  senderName: string
  samples: readonly SampleVisit[]
  visitors: readonly VisitsByLanguage[]
  /** How many days `visitors` looks ahead. */
  visitorDays: number
  terms: PreviewTerms
}

type Mistakes = { ok: false; fields: Record<string, string[]> }

/**
 * A rule to write or change. Saving it first shows what planned reminders it moves, drops and adds, and asks. What is typed stays
 * whatever the answer, and a change after the answer makes it void.
 */
export function RuleForm({ title, data, cancelHref }: { title: string; data: RuleFormData; cancelHref: string }) {
  const t = useTranslations('reminders.form')
  const [state, action, pending] = useActionState(saveRuleAction, null)
  const [mistakes, setMistakes] = useState<Mistakes | null>(null)
  const [edited, setEdited] = useState(false)
  const refusal = useRefusalText()
  const refused = state && !state.ok && !edited ? state : null
  const errorOf = useFieldErrors(mistakes ?? refused)
  const labels: Record<string, string> = {
    ...{ name: t('name'), moment: t('moment'), amount: t('amount'), days: t('days'), atLocal: t('atLocal') },
    ...{ templateId: t('template'), confirmationTemplateId: t('confirmationTemplate'), statuses: t('statuses') },
    clinicIds: t('clinics'),
  }
  const errors = Object.fromEntries(
    Object.keys(labels).flatMap((name) => {
      const error = errorOf(name)
      return error ? [[name, error]] : []
    }),
  )
  const values = typedOver(data.values, state?.values)
  const answer = state?.ok && 'changes' in state.value && !edited ? state.value : null

  // Posted by hand: React empties a form that it posts by itself.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const parsed = ReminderRuleForm.safeParse(readForm(form, ReminderRuleForm))
    setMistakes(parsed.success ? null : mistakesOf(parsed.error.issues))
    if (!parsed.success) return
    setEdited(false)
    startTransition(() => action(form))
  }

  return (
    <form
      action={action}
      onSubmit={submit}
      onChange={() => {
        setEdited(true)
        setMistakes(null)
      }}
      noValidate
      className="rule-form"
    >
      {(['ruleId', 'revision', 'overrideOf'] as const).map((name) => (
        <input key={name} type="hidden" name={name} value={values[name]} />
      ))}
      {data.values.enabled && <input type="hidden" name="enabled" value="true" />}
      <Card
        title={title}
        footer={<ChangesBar answer={answer} pending={pending} isNew={values.ruleId === ''} cancelHref={cancelHref} />}
      >
        <div className="grid gap-5">
          {refused && !refused.fields && (
            <Note tone="bad" role="alert" title={refusal(refused)}>
              {refused.code === 'conflict' && (
                <a className="link" href={`/reminders/${values.ruleId}`} target="_blank" rel="noreferrer">
                  {t('openNewest')}
                </a>
              )}
            </Note>
          )}
          <FormErrors errors={errors} labels={labels} />
          <MomentFields values={values} errorOf={errorOf} />
          <TemplateFields values={values} errorOf={errorOf} data={data} />
          <StatusFields values={values} errorOf={errorOf} />
          <ClinicFields values={values} errorOf={errorOf} clinics={data.clinics} mayAll={data.mayAll} />
          <Segments
            legend={t('channel')}
            name="channel"
            className="max-w-[280px]"
            defaultValue={values.channel === 'email' ? 'email' : 'sms'}
            options={[
              { value: 'sms', label: t('sms') },
              { value: 'email', label: t('email') },
            ]}
          />
          <TextField
            label={t('name')}
            name="name"
            optional
            hint={t('nameHint')}
            maxLength={120}
            autoComplete="off"
            defaultValue={values.name}
            error={errorOf('name')}
            className="max-w-[420px]"
          />
        </div>
      </Card>
    </form>
  )
}

function mistakesOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Mistakes {
  const fields: Record<string, string[]> = {}
  for (const { path, message } of issues) {
    const name = path.map(String).join('.')
    fields[name] = [...(fields[name] ?? []), message]
  }
  return { ok: false, fields }
}
