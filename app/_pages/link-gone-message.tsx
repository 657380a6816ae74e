import { useTranslations } from 'next-intl'

import { PageMessage } from '#components/page-message.tsx'

/** A patient's link that leads nowhere: part of it is missing, or what it was about is long over. */
export function LinkGoneMessage({ kind }: { kind: 'v' | 'o' }) {
  const tVisit = useTranslations('visits.notFound')
  const tOptOut = useTranslations('opt-outs.notFound')
  const t = kind === 'v' ? tVisit : tOptOut
  return <PageMessage title={t('title')}>{t('body')}</PageMessage>
}
