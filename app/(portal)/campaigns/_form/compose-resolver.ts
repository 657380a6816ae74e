import type { FieldErrors, Resolver } from 'react-hook-form'
import { set } from 'react-hook-form'

import { SaveCampaignInput } from '#lib/campaigns/inputs.ts'
import type { ComposeValues, DraftKey } from './compose-values.ts'
import { toSaveInput } from './compose-values.ts'

/** Checks the fields with the very schema of the verb. Its paths are the names of the fields; its messages are codes. */
export function composeResolver(draft: DraftKey): Resolver<ComposeValues> {
  return (values) => {
    const parsed = SaveCampaignInput.safeParse(toSaveInput(values, draft))
    if (parsed.success) return { values, errors: {} }
    const errors: FieldErrors<ComposeValues> = {}
    for (const issue of parsed.error.issues)
      set(errors, issue.path.join('.'), { type: issue.code, message: issue.message })
    return { values: {}, errors }
  }
}
