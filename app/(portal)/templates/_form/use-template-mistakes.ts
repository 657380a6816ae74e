import { useTranslations } from 'next-intl'

import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { Refused } from '#lib/web/staff-action.ts'
import type { TemplateFault, TemplateFaults } from '../../_texts/template-faults.ts'
import type { TemplateText } from '../../_texts/template-texts.ts'
import type { TemplateValues } from './template-values.ts'

/** What is wrong with each field, in a sentence: what the browser sees as one writes, and what the server said to the last saving. */
export function useTemplateMistakes(
  refused: Refused | null,
  { texts }: TemplateValues,
  faultsOf: (text: TemplateText) => TemplateFaults,
) {
  const sentence = useFaultSentence()
  const said = useFieldErrors(refused)
  return {
    name: said('name'),
    texts: (text: TemplateText) => {
      const index = texts.indexOf(text)
      const faults = faultsOf(text)
      const of = (field: 'subject' | 'body') => {
        const fault = faults[field]
        return fault ? sentence(fault) : (said(`texts.${index}.${field}`) ?? said(`texts.${text.language}.${field}`))
      }
      return { subject: of('subject'), body: of('body') }
    },
  }
}

function useFaultSentence(): (fault: TemplateFault) => string {
  const tValidation = useTranslations('validation')
  const refusal = useRefusalText()
  return (fault) =>
    fault.code === 'too_long' ? tValidation('too_long', { max: fault.max }) : refusal({ params: {}, ...fault })
}
