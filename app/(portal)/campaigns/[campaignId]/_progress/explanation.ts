import { useTranslations } from 'next-intl'

import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { failureReason } from '#lib/core/failure-reason.ts'
import { SUPPRESSION_REASONS } from '#lib/core/suppression-reason.ts'

const FAILED: readonly DeliveryStatus[] = ['undelivered', 'expired', 'rejected']

type Explain = (text: { channel: 'sms' | 'email'; status: DeliveryStatus; detail: string | null }) => string

/** Why a text stands as it does, where that needs saying; empty otherwise. */
export function useExplanation(): Explain {
  const t = useTranslations('campaigns')
  // The rows of a page share a few.
  const said = new Map<string, string>()
  const explain: Explain = ({ channel, status, detail }) => {
    if (FAILED.includes(status)) return t(`failure.${failureReason(channel, status, detail)}`)
    if (status === 'cancelled') return t('heldBack.stopped')
    const held = SUPPRESSION_REASONS.find((reason) => reason === detail)
    return status === 'suppressed' && held ? t(`heldBack.${held}`) : ''
  }
  return (text) => {
    const key = `${text.channel} ${text.status} ${text.detail}`
    const known = said.get(key) ?? explain(text)
    said.set(key, known)
    return known
  }
}
