import { useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'

import { MAX_BODY_CHARACTERS } from '#lib/campaigns/inputs.ts'
import { samplePlaceholderValues } from '#lib/core/placeholders.ts'
import { isGsm7 } from '#lib/core/sms-alphabet.ts'
import type { MeasuredText, TextToMeasure } from '../../_texts/text-measure.ts'
import { measureText } from '../../_texts/text-measure.ts'
import type { ComposeData, SamplePerson } from './compose-data.ts'
import type { ComposeValues } from './compose-values.ts'

export type LanguageText = {
  language: string
  /** Its place among `compositions`. */
  index: number
  blank: boolean
  toMeasure: TextToMeasure
  measured: MeasuredText
  /** The same text for somebody whose name forces nothing: what replacing letters would save is not hidden by one name. */
  plain: TextToMeasure
  person: SamplePerson
  /** Null when there is only one person to show. */
  step: ((by: 1 | -1) => void) | null
}

// Refused for its length alone: rendering it on every key would only make the page slow.
const TOO_LONG: MeasuredText = {
  subject: '',
  text: '',
  encoding: 'gsm7',
  units: 0,
  segments: 0,
  parts: [],
  capacity: 0,
}

/** Each language's text as it stands, rendered and counted for a patient of that language. */
export function useMeasuredTexts(data: ComposeData): LanguageText[] {
  const { control } = useFormContext<ComposeValues>()
  const [purpose, channel, compositions] = useWatch({ control, name: ['purpose', 'channel', 'compositions'] })
  const [chosen, setChosen] = useState<Record<string, number>>({})
  return compositions.map(({ language, subject, body }, index) => {
    const people = peopleOf(data, language)
    const at = chosen[language] ?? 0
    const person = people[at % people.length] ?? madeUp(language)
    const toMeasure = { channel, purpose, language, subject, body, values: person.values, optOutLink: data.optOutLink }
    return {
      language,
      index,
      blank: body.trim() === '',
      toMeasure,
      plain: { ...toMeasure, values: (people.find(isPlain) ?? madeUp(language)).values },
      measured: body.length > MAX_BODY_CHARACTERS ? TOO_LONG : measureText(toMeasure),
      person,
      step:
        people.length > 1
          ? (by) => setChosen((before) => ({ ...before, [language]: (at + by + people.length) % people.length }))
          : null,
    }
  })
}

function peopleOf(data: ComposeData, language: string): SamplePerson[] {
  return data.people.filter((person) => person.language === language)
}

function isPlain({ values }: SamplePerson): boolean {
  return Object.values(values).every((value) => !value || isGsm7(value))
}

// No patient speaks it yet: made-up values still show what the elements become.
function madeUp(language: string): SamplePerson {
  const values = samplePlaceholderValues(language)
  return { id: language, name: `${values.first_name} ${values.last_name}`, language, values }
}
