import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'

import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { ErrorCode } from '#lib/runtime/errors.ts'
import type { ComposeValues } from './compose-values.ts'
import { usePostedMistake } from './posted-mistakes.ts'
import type { TextFault } from './text-faults.ts'
import { textFaults } from './text-faults.ts'
import type { LanguageText } from './use-measured-texts.ts'

/** What is wrong with a language's subject and body, in a sentence each. */
export function useTextMistakes(text: LanguageText): { subject: string | undefined; body: string | undefined } {
  const sentence = useFaultSentence()
  const refusal = useRefusalText()
  const posted = usePostedMistake()
  const { formState } = useFormContext<ComposeValues>()
  const faults = textFaults(text.toMeasure, text.measured)

  const said = (field: 'subject' | 'body') => {
    const fault = faults[field]
    if (fault) return sentence(fault)
    const code = posted(`compositions.${text.language}.${field}`, `compositions.${text.index}.${field}`)
    if (code) return refusal({ code: code as ErrorCode })
    return formState.errors.compositions?.[text.index]?.[field]?.message
  }
  return { subject: said('subject'), body: said('body') }
}

function useFaultSentence(): (fault: TextFault) => string {
  const t = useTranslations('campaigns.fields')
  const tValidation = useTranslations('validation')
  const refusal = useRefusalText()
  const formats = useFormats()
  return (fault) => {
    switch (fault.code) {
      case 'text_too_long':
        return t('text_too_long', { used: formats.whole(fault.used), max: formats.whole(fault.max) })
      case 'placeholder_unknown':
        return refusal({ code: fault.code, params: { name: `{${fault.name}}` } })
      case 'text_too_many_segments':
        return refusal({ code: fault.code, params: { max: fault.max } })
      case 'line_break':
        return tValidation('line_break')
    }
  }
}
