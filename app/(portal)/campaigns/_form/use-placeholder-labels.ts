import { useTranslations } from 'next-intl'

import type { PlaceholderLabels } from '../../_texts/editor-text.ts'

export function usePlaceholderLabels(): PlaceholderLabels {
  const t = useTranslations('campaigns.placeholders')
  return {
    first_name: t('first_name'),
    last_name: t('last_name'),
    clinic_name: t('clinic_name'),
    clinic_phone: t('clinic_phone'),
    chain_name: t('chain_name'),
  }
}
