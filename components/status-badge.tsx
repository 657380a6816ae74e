import { useTranslations } from 'next-intl'

import type { Tone } from '#components/ui/badge.tsx'
import { TONE_INK } from '#components/ui/badge.tsx'
import type { Glyph } from '#components/ui/glyph.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

type Look = readonly [tone: Tone, glyph: Glyph]

// The one map of states to their looks; the words stand in messages/<locale>/statuses.json.
const DELIVERY: Record<DeliveryStatus, Look> = {
  planned: ['neutral', 'clock'],
  submitting: ['info', 'send'],
  unknown: ['warn', 'circle-question-mark'],
  resent: ['neutral', 'rotate-cw'],
  accepted: ['neutral', 'clock'],
  undelivered: ['bad', 'circle-x'],
  expired: ['bad', 'hourglass'],
  delivered: ['ok', 'circle-check'],
  rejected: ['bad', 'ban'],
  cancelled: ['neutral', 'circle-minus'],
  suppressed: ['neutral', 'ban'],
  expired_unsent: ['neutral', 'hourglass'],
  written_off: ['neutral', 'circle-slash'],
}

const CAMPAIGN: Record<CampaignStatus, Look> = {
  draft: ['neutral', 'pencil-line'],
  awaiting_approval: ['warn', 'clock'],
  scheduled: ['info', 'clock'],
  preparing: ['info', 'hourglass'],
  review: ['warn', 'triangle-exclamation-point'],
  sending: ['info', 'send'],
  paused: ['warn', 'pause'],
  sent: ['ok', 'circle-check'],
  stopped: ['bad', 'square'],
  cancelled: ['neutral', 'circle-minus'],
}

type Props = { kind: 'delivery'; status: DeliveryStatus } | { kind: 'campaign'; status: CampaignStatus }

/** The state of a delivery or a campaign: icon and word, the same everywhere. One element, since lists have fifty of them. */
export function StatusBadge(props: Props) {
  const t = useTranslations('statuses')
  const [tone, glyph] = props.kind === 'delivery' ? DELIVERY[props.status] : CAMPAIGN[props.status]
  const word = props.kind === 'delivery' ? t(`delivery.${props.status}`) : t(`campaign.${props.status}`)
  return <span className={`state glyph-${glyph} ${TONE_INK[tone]}`}>{word}</span>
}
