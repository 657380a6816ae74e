import 'server-only'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import type * as z from 'zod'

import type { Permission } from '#lib/core/permissions.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import type { ErrorCode } from '#lib/runtime/errors.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import type { FormValues } from '#lib/web/form-input.ts'
import { readForm, typedValues } from '#lib/web/form-input.ts'
import { logRefused } from '#lib/web/log-refused.ts'
import type { NotAdmitted } from '#lib/web/require-staff.ts'
import { admit } from '#lib/web/require-staff.ts'
import { withoutNul } from '#lib/web/without-nul.ts'

export type Refused = {
  ok: false
  code: ErrorCode
  params?: Record<string, string | number>
  /** By field name: texts of lib/core/validation-code.ts, or the code of a refusal that belongs to the field. */
  fields?: Record<string, string[]>
}
export type ActionResult<T = unknown> = { ok: true; value: T } | Refused

/** What a form that works without scripts carries from one post to the next; null before the first. */
export type FormState<T = unknown> = (ActionResult<T> & { values: FormValues }) | null

type Verb<S extends z.ZodType, T> = (ctx: Ctx, input: z.output<S>) => Promise<T>

/**
 * Turns a verb into a server action. An action is a public POST endpoint, so the order is fixed here for all of them: who is it, may
 * they, is the input well formed, then the verb.
 *
 * A Refusal comes back as a code for the form to translate. Any other error is thrown on to error.tsx, and to the log.
 * `draws: false` is for what a page does by itself while somebody types: the answer is all it needs.
 */
export function staffAction<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  verb: Verb<S, T>,
  { draws = true }: { draws?: boolean } = {},
) {
  return async (input: z.input<S>): Promise<ActionResult<T>> => {
    const result = await perform(() => admit(permission), schema, verb, input)
    if (result.ok && draws) refresh()
    return result
  }
}

/**
 * The same for `<form action>` with useActionState, which also works without scripts: fields are read from the form, what was typed
 * comes back with a refusal, and `onDone` says where to go when it is done; the page stays where there is none, or it says null.
 */
export function staffFormAction<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  verb: Verb<S, T>,
  { onDone, draws = true }: { onDone?: (value: T) => string | null; draws?: boolean } = {},
) {
  return async (_state: FormState<T>, form: FormData): Promise<FormState<T>> => {
    const result = await perform(() => admit(permission), schema, verb, readForm(form, schema))
    const next = result.ok && onDone ? onDone(result.value) : null
    // The frame as well, wherever it leads: its balance and its banner may have changed.
    if (result.ok && draws) refresh()
    if (next !== null) redirect(next)
    return { ...result, values: typedValues(form) }
  }
}

/** The order in which every action asks; whoever is admitted becomes the verb's context. What is refused leaves a line in the log. */
export async function perform<C extends object, S extends z.ZodType, T>(
  admitted: () => Promise<C | NotAdmitted>,
  schema: S,
  verb: (ctx: C, input: z.output<S>) => Promise<T>,
  input: unknown,
): Promise<ActionResult<T>> {
  const ctx = await admitted()
  if (typeof ctx === 'string') return refusedBecause({ ok: false, code: ctx as NotAdmitted })

  const parsed = schema.safeParse(withoutNul(input))
  if (!parsed.success) return refusedBecause({ ok: false, code: 'invalid', fields: fieldIssues(parsed.error) }, ctx)

  try {
    return { ok: true, value: await verb(ctx, parsed.data) }
  } catch (error) {
    if (error instanceof Refusal) return refusedBecause(refused(error), ctx)
    throw error
  }
}

async function refusedBecause(why: Refused, ctx?: object): Promise<Refused> {
  await logRefused(why.code, ctx)
  return why
}

// By the whole path ("texts.et"), since a composition has a field per language.
function fieldIssues(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const issue of error.issues) {
    const name = issue.path.join('.')
    fields[name] = [...(fields[name] ?? []), issue.message]
  }
  return fields
}

function refused({ code, params, field }: Refusal): Refused {
  return { ok: false, code, params, ...(field && { fields: { [field]: [code] } }) }
}
