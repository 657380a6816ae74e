import { Check, PhoneIncoming } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import type { VisitOnPage } from '#db/queries/visit-pages.ts'
import type { VisitState } from '#lib/core/visit-answer.ts'
import { AnswerForm } from './answer-form.tsx'
import { Unfolded } from './unfolded.tsx'

/** A yes is one press. What cannot be taken back here is two: it unfolds first, and says what follows. */
export function VisitAnswers({ visit, code, state }: { visit: VisitOnPage; code: string; state: VisitState }) {
  const t = useTranslations('visits')
  const name = visit.firstName || t('nameless')
  const booked = state === 'open' || state === 'confirmed'
  return (
    <div className="grid gap-2.5 px-5 pb-5">
      {state === 'open' && (
        <AnswerForm visit={visit} code={code} answer="confirm" variant="primary" icon={<Check aria-hidden="true" />}>
          {t('answers.confirm')}
        </AnswerForm>
      )}
      {booked && (
        <Unfolded summary={t('answers.decline')}>
          <p className="text-pretty text-ink-2">{t('answers.declineMeans')}</p>
          <AnswerForm visit={visit} code={code} answer="decline" variant="danger">
            {t('answers.declineSure')}
          </AnswerForm>
        </Unfolded>
      )}
      {visit.waitsForCall ? (
        <Note tone="info">{t('waitsForCall')}</Note>
      ) : (
        <AnswerForm
          visit={visit}
          code={code}
          answer="call"
          variant="secondary"
          icon={<PhoneIncoming aria-hidden="true" />}
        >
          {t('answers.call')}
        </AnswerForm>
      )}
      <Unfolded summary={t('answers.notMe', { name })} quiet>
        <p className="text-pretty text-ink-2">{t('answers.notMeMeans', { name })}</p>
        <AnswerForm visit={visit} code={code} answer="not_me" variant="secondary">
          {t('answers.notMeSure', { name })}
        </AnswerForm>
      </Unfolded>
    </div>
  )
}
