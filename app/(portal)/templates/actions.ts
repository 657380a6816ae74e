'use server'

import { redirect } from 'next/navigation'

import { archiveTemplate } from '#lib/templates/archive.ts'
import { createTemplate } from '#lib/templates/create.ts'
import { ArchiveTemplateInput, CreateTemplateInput, SaveTemplateInput } from '#lib/templates/inputs.ts'
import { saveTemplate } from '#lib/templates/save.ts'
import type { Refused } from '#lib/web/staff-action.ts'
import { staffAction, staffFormAction } from '#lib/web/staff-action.ts'
import type { TemplateValues } from './_form/template-values.ts'
import { templateValuesFromForm, toCreateInput, toSaveInput } from './_form/template-values.ts'

export const createTemplateAction = staffAction('template.write', CreateTemplateInput, createTemplate, { draws: false })
const saveTemplateAction = staffAction('template.write', SaveTemplateInput, saveTemplate)
export const archiveTemplateAction = staffFormAction('template.write', ArchiveTemplateInput, archiveTemplate, {
  onDone: ({ templateId }) => `/templates/${templateId}`,
})

/** Saves a template, new or not, and shows it as it is kept; refused, it comes back as it was typed. */
export async function templateFormAction(
  _state: { refused: Refused; values: TemplateValues } | null,
  form: FormData,
): Promise<{ refused: Refused; values: TemplateValues }> {
  const values = templateValuesFromForm(form)
  const { templateId } = values
  if (templateId === null) {
    const result = await createTemplateAction(toCreateInput(values))
    if (!result.ok) return { refused: result, values }
    redirect(`/templates/${result.value.templateId}?saved=1`)
  }
  const result = await saveTemplateAction(toSaveInput(values))
  if (!result.ok) return { refused: result, values }
  redirect(`/templates/${templateId}?saved=${result.value.version}`)
}
