import type { LucideIcon } from 'lucide-react'
import { CircleCheck, CircleSlash, CircleX, Clock, FileCheck, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { Tone } from '#components/ui/badge.tsx'
import { ToneStatus } from '#components/ui/badge.tsx'
import type { ImportStatus } from '#lib/core/import-status.ts'

const LOOKS: Record<ImportStatus, { tone: Tone; icon: LucideIcon }> = {
  uploading: { tone: 'info', icon: LoaderCircle },
  uploaded: { tone: 'warn', icon: Clock },
  checking: { tone: 'info', icon: LoaderCircle },
  checked: { tone: 'warn', icon: FileCheck },
  applying: { tone: 'info', icon: LoaderCircle },
  done: { tone: 'ok', icon: CircleCheck },
  failed: { tone: 'bad', icon: CircleX },
  cancelled: { tone: 'neutral', icon: CircleSlash },
}

export function ImportStatusBadge({ status }: { status: ImportStatus }) {
  const t = useTranslations('imports.status')
  const { tone, icon: Icon } = LOOKS[status]
  return (
    <ToneStatus tone={tone} icon={<Icon strokeWidth={1.75} aria-hidden="true" />}>
      {t(status)}
    </ToneStatus>
  )
}
