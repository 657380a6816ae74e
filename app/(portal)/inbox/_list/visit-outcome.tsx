import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { Reply } from '#db/queries/replies.ts'
import { UndoForm } from './undo-form.tsx'

/** What a yes or a no has done to an appointment, or why it has done nothing. */
export function VisitOutcome({ reply: { id, did, unclear }, mayUndo }: { reply: Reply; mayUndo: boolean }) {
  const t = useTranslations('inbox')
  const formats = useFormats()
  if (!did) return unclear && <p className="type-small text-warn">{t(`unclear.${unclear}`)}</p>
  const when = formats.time(did.startsAt, 'weekdayTime', did.zone)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 type-small">
      <a className="link" href={`/appointments/${did.appointmentId}`}>
        {t(`did.${did.undone ? 'undone' : did.answer}`, { when })}
      </a>
      {mayUndo && !did.undone && <UndoForm replyId={id} />}
    </div>
  )
}
