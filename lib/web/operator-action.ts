import 'server-only'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import type * as z from 'zod'

import type { OperatorCtx } from '#lib/runtime/context.ts'
import { readForm, typedValues } from '#lib/web/form-input.ts'
import { admitOperator } from '#lib/web/require-operator.ts'
import type { FormState } from '#lib/web/staff-action.ts'
import { perform } from '#lib/web/staff-action.ts'

/** As staffFormAction, for the operator's desk: whoever posts must run the service, and the verb is told so. */
export function operatorFormAction<S extends z.ZodType, T>(
  schema: S,
  verb: (ctx: OperatorCtx, input: z.output<S>) => Promise<T>,
  { onDone }: { onDone?: (value: T) => string | null } = {},
) {
  return async (_state: FormState<T>, form: FormData): Promise<FormState<T>> => {
    const result = await perform(() => admitOperator('operator.read'), schema, verb, readForm(form, schema))
    const next = result.ok && onDone ? onDone(result.value) : null
    if (next !== null) redirect(next)
    if (result.ok) refresh()
    return { ...result, values: typedValues(form) }
  }
}
