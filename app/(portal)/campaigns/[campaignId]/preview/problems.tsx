import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { PreviewProblem } from '#lib/campaigns/preview-figures.ts'
import type { ErrorCode } from '#lib/runtime/errors.ts'

/** Everything that Send would refuse, each in a sentence; missing money stands beside the button instead. */
export function Problems({ campaignId, problems }: { campaignId: string; problems: readonly PreviewProblem[] }) {
  const t = useTranslations('campaigns.preview')
  const refusal = useRefusalText()
  const shown = problems.filter(({ code }) => code !== 'insufficient_balance')
  if (shown.length === 0) return null
  return (
    <Note
      tone="bad"
      title={t('problemsTitle')}
      action={
        <Link href={`/campaigns/${campaignId}`} className="link">
          {t('goBackTo')}
        </Link>
      }
    >
      <ul>
        {shown.map(({ code, params, field }) => (
          <li key={`${code} ${field}`}>
            {languageOf(field)}
            {refusal({ code: code as ErrorCode, params })}
          </li>
        ))}
      </ul>
    </Note>
  )
}

// "compositions.et.body" belongs to the Estonian text.
function languageOf(field: string | null): string {
  const language = field?.match(/^compositions\.([a-z]{2,3})\./)?.[1]
  return language ? `${language}: ` : ''
}
