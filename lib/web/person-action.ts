import 'server-only'
import { refresh } from 'next/cache'
import type * as z from 'zod'

import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { readForm, typedValues } from '#lib/web/form-input.ts'
import { admitPerson } from '#lib/web/require-person.ts'
import type { ActionResult, FormState } from '#lib/web/staff-action.ts'
import { perform } from '#lib/web/staff-action.ts'

/** As staffFormAction, for what everybody may do about their own sign-in. */
export function personFormAction<S extends z.ZodType, T>(
  schema: S,
  verb: (person: PersonCtx, input: z.output<S>) => Promise<T>,
) {
  return async (_state: FormState<T>, form: FormData): Promise<FormState<T>> => {
    const result = await perform(admitPerson, schema, verb, readForm(form, schema))
    if (result.ok) refresh()
    return { ...result, values: typedValues(form) }
  }
}

/** The same for a script. */
export function personAction<S extends z.ZodType, T>(
  schema: S,
  verb: (person: PersonCtx, input: z.output<S>) => Promise<T>,
) {
  return async (input: z.input<S>): Promise<ActionResult<T>> => {
    const result = await perform(admitPerson, schema, verb, input)
    if (result.ok) refresh()
    return result
  }
}
