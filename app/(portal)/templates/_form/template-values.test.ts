import { expect, test } from 'vitest'

import { OPENING } from '../../_texts/template-texts.ts'
import type { TemplateValues } from './template-values.ts'
import { templateForm, templateValuesFromForm, toSaveInput } from './template-values.ts'

const VALUES: TemplateValues = {
  templateId: '0198a1f0-0000-7000-8000-000000000001',
  version: 3,
  purpose: 'reminder',
  name: 'Meeldetuletus',
  variant: null,
  texts: [
    { language: 'et', subject: 'Visiit', body: '{first_name}, ootame Teid', endings: ['time', 'office'] },
    { language: 'ru', subject: '', body: OPENING, endings: ['time'] },
    { language: 'en', subject: '', body: '', endings: [] },
  ],
}

test('a form posted without scripts says the same as one that scripts post', () => {
  expect(templateValuesFromForm(templateForm(VALUES))).toEqual(VALUES)
  const variant = { of: '0198a1f0-0000-7000-8000-000000000002', clinicId: '0198a1f0-0000-7000-8000-000000000003' }
  expect(templateValuesFromForm(templateForm({ ...VALUES, templateId: null, variant }))).toMatchObject({
    templateId: null,
    variant,
  })
})

test('an ending that there is not is dropped, an unknown purpose is the first', () => {
  const form = templateForm(VALUES)
  form.append('endings.et', 'surname')
  form.set('purpose', 'spam')
  expect(templateValuesFromForm(form)).toMatchObject({
    purpose: 'reminder',
    texts: [{ endings: ['time', 'office'] }, {}, {}],
  })
})

test('nobody gets a text that says only their name', () => {
  expect(toSaveInput(VALUES).texts.map(({ body }) => body)).toEqual(['{first_name}, ootame Teid', '', ''])
})
