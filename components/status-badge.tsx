import { useTranslations } from 'next-intl'

import type { Tone } from '#components/ui/badge.tsx'
import { TONE_INK } from '#components/ui/badge.tsx'
import type { Glyph } from '#components/ui/glyph.ts'
import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
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

const APPOINTMENT: Record<AppointmentStatus, Look> = {
  scheduled: ['neutral', 'clock'],
  confirmed: ['ok', 'circle-check'],
  out_of_reach: ['warn', 'circle-question-mark'],
  arrived: ['info', 'circle-check'],
  completed: ['neutral', 'circle-check'],
  no_show: ['bad', 'circle-slash'],
  cancelled: ['bad', 'circle-x'],
}

type Props =
  | { kind: 'delivery'; status: DeliveryStatus }
  | { kind: 'campaign'; status: CampaignStatus }
  | { kind: 'appointment'; status: AppointmentStatus }

/** The state of a delivery, a campaign or an appointment: icon and word, the same everywhere. One element, since lists have fifty of them. */
export function StatusBadge(props: Props) {
  const t = useTranslations('statuses')
  const word = t(`${props.kind}.${props.status}` as Parameters<typeof t>[0])
  return <span className={`state ${stateLook(props)}`}>{word}</span>
}

/** Icon and colour of a state as classes, for rows that are given as words (<ListTable>). */
export function stateLook(props: Props): string {
  const [tone, glyph] = lookOf(props)
  return `glyph-${glyph} ${TONE_INK[tone]}`
}

function lookOf(props: Props): Look {
  if (props.kind === 'delivery') return DELIVERY[props.status]
  return props.kind === 'campaign' ? CAMPAIGN[props.status] : APPOINTMENT[props.status]
}
