import type { LucideIcon } from 'lucide-react'
import {
  Ban,
  CircleCheck,
  CircleMinus,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  Clock,
  Hourglass,
  Pause,
  PencilLine,
  RotateCw,
  Send,
  Square,
  TriangleAlert,
} from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { Tone } from '#components/ui/badge.tsx'
import { ToneStatus } from '#components/ui/badge.tsx'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

type Look = readonly [tone: Tone, icon: LucideIcon]

// The one map of states to their looks; the words stand in messages/<locale>/statuses.json.
const DELIVERY: Record<DeliveryStatus, Look> = {
  planned: ['neutral', Clock],
  submitting: ['info', Send],
  unknown: ['warn', CircleQuestionMark],
  resent: ['neutral', RotateCw],
  accepted: ['neutral', Clock],
  undelivered: ['bad', CircleX],
  expired: ['bad', Hourglass],
  delivered: ['ok', CircleCheck],
  rejected: ['bad', Ban],
  cancelled: ['neutral', CircleMinus],
  suppressed: ['neutral', Ban],
  expired_unsent: ['neutral', Hourglass],
  written_off: ['neutral', CircleSlash],
}

const CAMPAIGN: Record<CampaignStatus, Look> = {
  draft: ['neutral', PencilLine],
  awaiting_approval: ['warn', Clock],
  scheduled: ['info', Clock],
  preparing: ['info', Hourglass],
  review: ['warn', TriangleAlert],
  sending: ['info', Send],
  paused: ['warn', Pause],
  sent: ['ok', CircleCheck],
  stopped: ['bad', Square],
  cancelled: ['neutral', CircleMinus],
}

type Props = { kind: 'delivery'; status: DeliveryStatus } | { kind: 'campaign'; status: CampaignStatus }

/** The state of a delivery or a campaign: icon and word, the same everywhere. */
export function StatusBadge(props: Props) {
  const t = useTranslations('statuses')
  const [tone, Icon] = props.kind === 'delivery' ? DELIVERY[props.status] : CAMPAIGN[props.status]
  const word = props.kind === 'delivery' ? t(`delivery.${props.status}`) : t(`campaign.${props.status}`)
  return (
    <ToneStatus tone={tone} icon={<Icon strokeWidth={1.75} aria-hidden="true" />}>
      {word}
    </ToneStatus>
  )
}
