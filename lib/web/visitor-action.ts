import 'server-only'
import { redirect } from 'next/navigation'
import type * as z from 'zod'

import type { VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { readForm, typedValues } from '#lib/web/form-input.ts'
import type { ActionResult, FormState } from '#lib/web/staff-action.ts'
import { perform } from '#lib/web/staff-action.ts'
import { currentVisitor } from '#lib/web/visitor.ts'

/** As staffFormAction, for who has no session yet: everybody may post, so the verb itself counts and asks for a token. */
export function visitorFormAction<S extends z.ZodType, T>(
  schema: S,
  verb: (visitor: VisitorCtx, input: z.output<S>) => Promise<T>,
  { onDone }: { onDone?: (value: T, form: FormData) => string | null } = {},
) {
  return async (_state: FormState<T>, form: FormData): Promise<FormState<T>> => {
    const result = await perform(currentVisitor, schema, verb, readForm(form, schema))
    const next = result.ok && onDone ? onDone(result.value, form) : null
    if (next !== null) redirect(next)
    return { ...result, values: typedValues(form) }
  }
}

/** The same for a script. */
export function visitorAction<S extends z.ZodType, T>(
  schema: S,
  verb: (visitor: VisitorCtx, input: z.output<S>) => Promise<T>,
) {
  return (input: z.input<S>): Promise<ActionResult<T>> => perform(currentVisitor, schema, verb, input)
}
