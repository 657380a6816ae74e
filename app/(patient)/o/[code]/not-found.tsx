import { useTranslations } from 'next-intl'

import { PageMessage } from '#components/page-message.tsx'

export default function LinkNotFound() {
  const t = useTranslations('opt-outs.notFound')
  return <PageMessage title={t('title')}>{t('body')}</PageMessage>
}
