import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text } from '#lib/web/search-params.ts'

const REFUSALS = ['statement_unreadable', 'statement_too_large', 'statement_not_camt053', 'forbidden'] as const
const DONE = ['imported', 'entered', 'seller'] as const

/** What became of what was just asked for, as the address says it. */
export function OutcomeNote({ params }: { params: SearchParams }) {
  const t = useTranslations('payments.outcome')
  const tErrors = useTranslations('errors')
  const refused = oneOf(params, 'refused', REFUSALS)
  const done = oneOf(params, 'done', DONE)
  const figure = (name: string) => Number(text(params, name)) || 0
  if (refused) {
    return (
      <Note tone="bad" role="alert">
        {tErrors(refused, { line: figure('line'), mostEntries: figure('mostEntries') || 100_000 })}
      </Note>
    )
  }
  if (!done) return null
  const names = ['entries', 'booked', 'toAssign', 'skipped', 'repeated'] as const
  const figures = Object.fromEntries(names.map((name) => [name, figure(name)])) as Record<
    (typeof names)[number],
    number
  >
  return (
    <Note tone="ok" role="status">
      {t(done, figures)}
    </Note>
  )
}
