import { Ban, CircleCheck, Clock, PencilLine, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { ToneStatus } from '#components/ui/badge.tsx'
import type { ApplicationStatus } from '#lib/core/application-status.ts'

const LOOKS = {
  draft: { tone: 'neutral', icon: PencilLine },
  in_review: { tone: 'info', icon: Clock },
  returned: { tone: 'warn', icon: Undo2 },
  approved: { tone: 'ok', icon: CircleCheck },
  rejected: { tone: 'bad', icon: Ban },
} as const

export function ApplicationStatusBadge({ status }: { status: ApplicationStatus }) {
  const t = useTranslations('activation.status')
  const { tone, icon: Icon } = LOOKS[status]
  return (
    <ToneStatus tone={tone} icon={<Icon strokeWidth={1.75} aria-hidden="true" />}>
      {t(status)}
    </ToneStatus>
  )
}
