import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import { findOfferWords, needsAdvertisingNotice } from '#lib/core/purpose-lint.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'

const MOST_WORDS = 5
/** Longer texts are refused anyway. */
const LONGEST_READ = 10_000

/** What its author has to know of a text as it stands: a notice that reads like an offer, or the limits that an offer has by law. */
export function PurposeNotes({ purpose, text, location }: { purpose: TextPurpose; text: string; location: string }) {
  const t = useTranslations('campaigns.purposeNotes')
  const formats = useFormats()
  if (purpose === 'offer') {
    if (!needsAdvertisingNotice(purpose, location)) return null
    return (
      <Note tone="info" title={t('advertisingTitle')}>
        {t('advertising')}
      </Note>
    )
  }
  const words = [...new Set(findOfferWords(text.slice(0, LONGEST_READ)).map(({ word }) => word))]
  if (words.length === 0) return null
  return (
    <Note tone="warn" role="status" title={t('words', { words: formats.list(words.slice(0, MOST_WORDS)) })}>
      {t(purpose === 'notice' ? 'wordsBody' : 'wordsAutomatic')}
    </Note>
  )
}
