import { useTranslations } from 'next-intl'

import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { failureReason } from '#lib/core/failure-reason.ts'
import { SUPPRESSION_REASONS } from '#lib/core/suppression-reason.ts'

const FAILED: readonly DeliveryStatus[] = ['undelivered', 'expired', 'rejected']

/** Why a text stands as it does, where that needs saying; empty otherwise. */
export function useExplanation(): (row: {
  channel: 'sms' | 'email'
  status: DeliveryStatus
  detail: string | null
}) => string {
  const t = useTranslations('campaigns')
  return ({ channel, status, detail }) => {
    if (FAILED.includes(status)) return t(`failure.${failureReason(channel, status, detail)}`)
    if (status === 'cancelled') return t('heldBack.stopped')
    const held = SUPPRESSION_REASONS.find((reason) => reason === detail)
    return status === 'suppressed' && held ? t(`heldBack.${held}`) : ''
  }
}
