import { useTranslations } from 'next-intl'

import { PageMessage } from '#components/page-message.tsx'

export default function VisitNotFound() {
  const t = useTranslations('visits.notFound')
  return <PageMessage title={t('title')}>{t('body')}</PageMessage>
}
