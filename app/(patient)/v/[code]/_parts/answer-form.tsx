import type { ReactNode } from 'react'

import type { ButtonVariant } from '#components/ui/button.tsx'
import { Button } from '#components/ui/button.tsx'
import type { VisitOnPage } from '#db/queries/visit-pages.ts'
import type { VisitAnswer } from '#lib/core/visit-answer.ts'

/** A plain form that needs no script. The version says which time the reader has before their eyes. */
export function AnswerForm({
  visit,
  code,
  answer,
  variant,
  icon,
  children,
}: {
  visit: Pick<VisitOnPage, 'appointmentId' | 'version'>
  code: string
  answer: VisitAnswer
  variant: ButtonVariant
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <form method="post" action={`/v/${code}/answer`}>
      <input type="hidden" name="visit" value={visit.appointmentId} />
      <input type="hidden" name="version" value={visit.version} />
      <Button
        type="submit"
        name="answer"
        value={answer}
        variant={variant}
        size="l"
        icon={icon}
        full
        className="text-wrap!"
      >
        {children}
      </Button>
    </form>
  )
}
