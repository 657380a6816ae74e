import { useTranslations } from 'next-intl'

import type { PlanChanges } from '#db/queries/plan-changes.ts'

const KINDS = ['add', 'move', 'atOnce', 'drop', 'stay'] as const

/** What becomes of planned reminders, each kind in a line; nothing of a kind has none. */
export function ChangesList({ changes }: { changes: PlanChanges }) {
  const t = useTranslations('reminders.changes')
  const some = KINDS.filter((kind) => changes[kind] > 0)
  const changing = some.filter((kind) => kind !== 'stay')
  return (
    <div>
      <strong>{t(changing.length === 0 ? 'nothing' : 'title')}</strong>
      {some.length > 0 && (
        <ul className="mt-1 grid gap-0.5 type-small text-ink-2">
          {some.map((kind) => (
            <li key={kind}>{t(kind, { count: changes[kind] })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
