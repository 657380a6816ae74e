import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignPreview } from '#lib/campaigns/preview-figures.ts'

/** That this would take of what the reminders of the coming days need; in figures for those who see the chain's money. */
export function ReserveNote({ preview: { balance, reserve } }: { preview: CampaignPreview }) {
  const t = useTranslations('campaigns.preview')
  const formats = useFormats()
  if (!reserve.isEaten || (balance && balance.missingMicro > 0)) return null
  return (
    <Note tone="warn" title={t('reserveTitle', { days: reserve.days })}>
      {balance &&
        t('reserveBody', { reserve: formats.money(balance.reserveMicro), after: formats.money(balance.afterMicro) })}
    </Note>
  )
}
