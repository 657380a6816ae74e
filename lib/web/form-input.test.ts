import { describe, expect, test } from 'vitest'
import * as z from 'zod'

import { readForm, typedValues } from '#lib/web/form-input.ts'

const Schema = z.object({
  name: z.string(),
  clinics: z.array(z.string()).default([]),
  allowOutsideHours: z.boolean(),
  note: z.string().optional(),
})

function posted(...fields: [string, string | File][]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

describe('a posted form as input', () => {
  test('one clinic chosen is still a list of clinics', () => {
    expect(readForm(posted(['name', 'Sügis'], ['clinics', 'narva']), Schema)).toMatchObject({ clinics: ['narva'] })
  })

  test('no clinic chosen is an empty list, an unticked box is no', () => {
    expect(readForm(posted(['name', 'Sügis']), Schema)).toEqual({
      name: 'Sügis',
      clinics: [],
      allowOutsideHours: false,
    })
  })

  test('a ticked box is yes, whatever value the browser gives it', () => {
    expect(readForm(posted(['allowOutsideHours', 'on']), Schema)).toMatchObject({ allowOutsideHours: true })
    expect(readForm(posted(['allowOutsideHours', 'false']), Schema)).toMatchObject({ allowOutsideHours: false })
  })

  test('what Next adds to a form does not reach the schema', () => {
    expect(readForm(posted(['$ACTION_ID_1', ''], ['name', 'x']), Schema)).not.toHaveProperty('$ACTION_ID_1')
  })

  test('a field that the schema does not know is passed on, for a strict schema to refuse', () => {
    expect(readForm(posted(['role', 'operator']), Schema)).toHaveProperty('role', 'operator')
  })
})

describe('what was typed comes back', () => {
  test('texts do, passwords and files do not', () => {
    const form = posted(['email', 'mari@kliinik.ee'], ['password', 'saladus'], ['file', new File(['x'], 'x.csv')])
    expect(typedValues(form)).toEqual({ email: 'mari@kliinik.ee', file: [] })
  })

  test('several choices come back as several', () => {
    expect(typedValues(posted(['clinics', 'a'], ['clinics', 'b']))).toEqual({ clinics: ['a', 'b'] })
  })
})
