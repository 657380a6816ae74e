import { useTranslations } from 'next-intl'

import { PageMessage } from '#components/page-message.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

export function NotFoundMessage() {
  const t = useTranslations('shell')
  return (
    <PageMessage
      title={t('notFound.title')}
      action={
        <LinkButton href="/" variant="primary">
          {t('notFound.home')}
        </LinkButton>
      }
    >
      {t('notFound.body')}
    </PageMessage>
  )
}
