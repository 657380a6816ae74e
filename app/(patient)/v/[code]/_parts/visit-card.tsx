import { CalendarPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { DownloadButton } from '#components/ui/link-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { VisitOnPage } from '#db/queries/visit-pages.ts'
import { visitStateOf } from '#lib/core/visit-answer.ts'
import { VisitAnswers } from './visit-answers.tsx'
import { VisitFacts } from './visit-facts.tsx'

/** One visit of the text: where it stands, when and where it is, and what can be said. */
export function VisitCard({ visit, code, now }: { visit: VisitOnPage; code: string; now: Date }) {
  const t = useTranslations('visits')
  const formats = useFormats()
  const state = visitStateOf(visit, now)
  const titleId = `visit-${visit.appointmentId}`
  if (visit.wrongContact) {
    return (
      <section className="rounded-l border border-line bg-surface p-5">
        <h2 className="type-title text-pretty">{t('wrong.title')}</h2>
        <p className="mt-1.5 text-pretty text-ink-2">{t('wrong.body')}</p>
      </section>
    )
  }

  const name = visit.firstName || t('nameless')
  const ahead = state === 'open' || state === 'confirmed'
  return (
    <section aria-labelledby={titleId} className="overflow-hidden rounded-l border border-line bg-surface">
      <div className="grid gap-1 px-5 pt-5 pb-4">
        <h2 id={titleId} className="type-title text-pretty">
          {t(`state.${state}.title`, { name })}
        </h2>
        {!ahead && <p className="text-pretty text-ink-2">{t(`state.${state}.body`)}</p>}
      </div>
      {state !== 'over' && <VisitFacts visit={visit} struck={state === 'cancelled'} />}
      {ahead && visit.toldStartsAt && (
        <p className="mx-5 mb-4 rounded-m border border-warn-line bg-warn-soft px-3.5 py-2.5 text-pretty">
          {t('movedFrom', { when: formats.time(visit.toldStartsAt, 'weekdayTime', visit.zone) })}
        </p>
      )}
      {state !== 'over' && <VisitAnswers visit={visit} code={code} state={state} />}
      {ahead && (
        <div className="border-t border-line px-5 py-3.5">
          <DownloadButton
            variant="quiet"
            size="l"
            full
            icon={<CalendarPlus aria-hidden="true" />}
            href={`/v/${code}/calendar?visit=${visit.appointmentId}`}
          >
            {t('calendar')}
          </DownloadButton>
        </div>
      )}
    </section>
  )
}
