import { BellOff, BookOpenText, Check, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import type { Tone } from '#components/ui/badge.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { ReplyMeaning } from '#lib/core/opt-out-words.ts'

const LOOKS: Record<ReplyMeaning | 'unclear', { tone: Tone; icon: ReactNode }> = {
  opt_out: { tone: 'neutral', icon: <BellOff aria-hidden="true" /> },
  yes: { tone: 'ok', icon: <Check aria-hidden="true" /> },
  no: { tone: 'warn', icon: <X aria-hidden="true" /> },
  unclear: { tone: 'info', icon: <BookOpenText aria-hidden="true" /> },
}

/** How a reply was understood; what was not is for a person to read. */
export function MeaningBadge({ meaning }: { meaning: ReplyMeaning | null }) {
  const t = useTranslations('inbox')
  const understood = meaning ?? 'unclear'
  return <Badge {...LOOKS[understood]}>{t(`meaning.${understood}`)}</Badge>
}
