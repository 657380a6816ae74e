import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text } from '#lib/web/search-params.ts'
import { QUESTIONS } from './decide-values.ts'

/** What the last decision came to, and what somebody else had decided first. */
export function DoneNote({ params }: { params: SearchParams }) {
  const t = useTranslations('unknown.done')
  const done = oneOf(params, 'done', QUESTIONS)
  const count = Number(text(params, 'count', 7) ?? 0)
  const elsewhere = Number(text(params, 'elsewhere', 7) ?? 0)
  if (!done || !Number.isInteger(count) || !Number.isInteger(elsewhere)) return null
  return (
    <div className="mb-4">
      <Note tone="ok" role="status" title={t(`texts.${done}`, { count })}>
        {elsewhere > 0 && t('elsewhere', { count: elsewhere })}
      </Note>
    </div>
  )
}
