import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { Messages } from '#i18n/messages.ts'
import { shownParams } from '#i18n/refusal-text.ts'
import { readValidationIssue } from '#lib/core/validation-code.ts'

type Params = Record<string, string | number>
type Code = Extract<keyof Messages['errors'], string>
type Answer = { ok: boolean; code?: Code; params?: Params | undefined; fields?: Record<string, string[]> | undefined }

// The parameters of a code are known only when it arrives, so these keys are not checked against them.
type AnyTranslator = { (key: string, params: Params): string; has: (key: string) => boolean }

/** The sentence for what an action refused. */
export function useRefusalText(): (refused: { code: Code; params?: Params | undefined }) => string {
  const t = useTranslations('errors') as unknown as AnyTranslator
  const formats = useFormats()
  return ({ code, params }) => t(code, shownParams(params, formats))
}

/** The sentence under a field: `errorOf('name')` for the answer of an action; undefined where the field is right. */
export function useFieldErrors(answer: Answer | null): (field: string) => string | undefined {
  const tValidation = useTranslations('validation') as unknown as AnyTranslator
  const tErrors = useTranslations('errors') as unknown as AnyTranslator
  const formats = useFormats()
  return (field) => {
    const issue = answer?.fields?.[field]?.[0]
    if (!issue) return undefined
    // Of a whole form `invalid` says that fields need mending; of one field, that its value will not do.
    if (issue !== 'invalid' && tErrors.has(issue)) return tErrors(issue, shownParams(answer?.params, formats))
    const { code, params } = readValidationIssue(issue)
    return tValidation(code, params)
  }
}
