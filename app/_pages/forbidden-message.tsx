import { useTranslations } from 'next-intl'

import { PageMessage } from '#components/page-message.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

export function ForbiddenMessage() {
  const t = useTranslations('shell')
  return (
    <PageMessage title={t('forbidden.title')} action={<LinkButton href="/today">{t('notFound.home')}</LinkButton>}>
      {t('forbidden.body')}
    </PageMessage>
  )
}
