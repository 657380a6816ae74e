'use client'

import { useTranslations } from 'next-intl'

import { PageMessage } from '#components/page-message.tsx'
import { Button } from '#components/ui/button.tsx'

/** A bug, not a refusal: says what was not done, and the code under which the log has it. */
export default function PortalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('shell.error')
  return (
    <PageMessage
      title={t('title')}
      action={
        <Button variant="primary" onClick={reset}>
          {t('retry')}
        </Button>
      }
      {...(error.digest && { code: t('code', { code: error.digest }) })}
    >
      {t('body')}
    </PageMessage>
  )
}
