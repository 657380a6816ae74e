import type { FieldErrors, Resolver } from 'react-hook-form'

import type { ApplicationField, ApplicationForm } from '#lib/activation/inputs.ts'
import { SubmitApplicationInput } from '#lib/activation/inputs.ts'

/** Checks the fields with the very schema of the verb; its messages are codes. */
export const applicationResolver: Resolver<ApplicationForm> = (values) => {
  const parsed = SubmitApplicationInput.safeParse(values)
  if (parsed.success) return { values, errors: {} }
  const errors: FieldErrors<ApplicationForm> = {}
  for (const { path, code, message } of parsed.error.issues) {
    const field = path[0] as ApplicationField
    errors[field] ??= { type: code, message }
  }
  return { values: {}, errors }
}
