import { useTranslations } from 'next-intl'
import { get, useFormState } from 'react-hook-form'

import { useFormats } from '#components/use-formats.ts'
import { MAX_AGE_YEARS, MAX_DEBT_EUROS, MAX_NOT_MESSAGED_DAYS, MIN_AGE_YEARS } from '#lib/core/audience.ts'
import { usePostedMistake } from './posted-mistakes.ts'

/** The sentence for what is wrong with a filter, by its place in the audience. */
export function useAudienceMistake(): (path: string) => string | undefined {
  const t = useTranslations('campaigns.fields')
  const formats = useFormats()
  const { errors } = useFormState()
  const posted = usePostedMistake()
  const limits = {
    age_out_of_range: { min: MIN_AGE_YEARS, max: MAX_AGE_YEARS },
    amount_out_of_range: { max: formats.whole(MAX_DEBT_EUROS) },
    days_out_of_range: { max: MAX_NOT_MESSAGED_DAYS },
  }
  return (path) => {
    const found: { message?: string } | undefined = get(errors, `audience.${path}`)
    const code = found?.message ?? posted(`audience.${path}`)
    switch (code) {
      case undefined:
        return undefined
      case 'age_out_of_range':
        return t(code, limits[code])
      case 'amount_out_of_range':
        return t(code, limits[code])
      case 'days_out_of_range':
        return t(code, limits[code])
      case 'ages_reversed':
      case 'dates_reversed':
      case 'not_a_date':
      case 'country_unknown':
      case 'language_unknown':
      case 'too_many':
        return t(code)
      default:
        return t('invalid')
    }
  }
}
