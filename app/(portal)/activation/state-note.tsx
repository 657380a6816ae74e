import { useTranslations } from 'next-intl'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Application } from '#db/queries/applications.ts'
import type { ApplicationStatus } from '#lib/core/application-status.ts'
import { decisionExpected } from '#lib/core/application-status.ts'

/** Where the application stands, and what that means for what is sent. */
export function StateNote({
  status,
  application,
  activatedAt,
}: {
  status: ApplicationStatus
  application: Application | null
  activatedAt: Date | null
}) {
  const t = useTranslations('activation.state')
  const formats = useFormats()
  const day = (at: Date) => formats.time(at, 'date')
  if (activatedAt) {
    return (
      <Note
        tone="ok"
        title={t('activated', { date: day(activatedAt) })}
        action={
          <LinkButton href="/balance" size="s">
            {t('toBalance')}
          </LinkButton>
        }
      >
        {t('activatedBody')}
      </Note>
    )
  }
  if (status === 'in_review' && application?.submittedAt) {
    const { soonest, latest } = decisionExpected(new Date(application.submittedAt))
    return (
      <Note tone="info" title={t('in_review', { soonest: day(soonest), latest: day(latest) })}>
        {t('sandbox')}
      </Note>
    )
  }
  if (status === 'returned' || status === 'rejected') {
    return (
      <Note tone={status === 'returned' ? 'warn' : 'bad'} title={t(status)}>
        {t('reason', { reason: application?.reason ?? '' })}
      </Note>
    )
  }
  return (
    <Note tone="info" title={t('draft')}>
      {t('sandbox')}
    </Note>
  )
}
