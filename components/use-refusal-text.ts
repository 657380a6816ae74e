import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { Messages } from '#i18n/messages.ts'
import { shownParams } from '#i18n/refusal-text.ts'
import { readValidationIssue } from '#lib/core/validation-code.ts'

type RefusalResult = {
  code: Extract<keyof Messages['errors'], string>
  params?: Record<string, string | number> | undefined
}

/** The sentence for what an action refused. */
export function useRefusalText(): (result: RefusalResult) => string {
  // The parameters of a code are known only when it arrives, so the key is not checked against them here.
  const t = useTranslations('errors') as unknown as (key: string, params: Record<string, string | number>) => string
  const formats = useFormats()
  return ({ code, params }) => t(code, shownParams(params, formats))
}

/** The sentence for a field's mistake, from the texts that zod rules carry; undefined where there is none. */
export function useFieldError(): (issues: string | readonly string[] | undefined) => string | undefined {
  const t = useTranslations('validation') as unknown as (key: string, params: Record<string, number>) => string
  return (issues) => {
    const first = typeof issues === 'string' ? issues : issues?.[0]
    if (!first) return undefined
    const { code, params } = readValidationIssue(first)
    return t(code, params)
  }
}
