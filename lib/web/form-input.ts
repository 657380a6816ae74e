import * as z from 'zod'

export type FormValues = Record<string, string | string[]>

/**
 * A posted form as the input of a schema: several values under a name become an array where the schema has one, a ticked box becomes
 * true and an absent one false. Everything else stays text for the schema to read. Next's own fields are left out.
 */
export function readForm(form: FormData, schema: z.ZodType): Record<string, unknown> {
  const object = innermost(schema)
  const fields = object instanceof z.ZodObject ? (object.shape as Record<string, z.ZodType>) : {}
  const names = new Set([...Object.keys(fields), ...form.keys()].filter((name) => !name.startsWith('$ACTION')))
  return Object.fromEntries(
    [...names]
      .map((name) => [name, readField(form, name, fields[name])] as const)
      .filter(([, value]) => value !== undefined),
  )
}

/** What was typed, to fill the form with again when it is refused. Files cannot be given back; passwords must not be. */
export function typedValues(form: FormData): FormValues {
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith('$ACTION') && !/password/i.test(name))
  return Object.fromEntries(
    names.map((name) => {
      const texts = form.getAll(name).filter((value) => typeof value === 'string')
      return [name, texts.length === 1 ? (texts[0] ?? '') : texts]
    }),
  )
}

function readField(form: FormData, name: string, field: z.ZodType | undefined): unknown {
  const kind = field && innermost(field)
  if (kind instanceof z.ZodArray) return form.getAll(name)
  if (kind instanceof z.ZodBoolean) return form.has(name) && form.get(name) !== 'false'
  return form.get(name) ?? undefined
}

function innermost(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodOptional || field instanceof z.ZodNullable || field instanceof z.ZodDefault) {
    return innermost(field.unwrap() as z.ZodType)
  }
  if (field instanceof z.ZodPipe) return innermost(field.in as z.ZodType)
  return field
}
