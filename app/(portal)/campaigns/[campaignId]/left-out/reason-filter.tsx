import { useTranslations } from 'next-intl'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Select } from '#components/ui/select.tsx'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'

export function ReasonFilter({ path, reason }: { path: string; reason: LeftOutReason | undefined }) {
  const t = useTranslations('campaigns.leftOut')
  const tReason = useTranslations('statuses.leftOut')
  return (
    <FilterBar action={path} clearHref={reason ? path : null}>
      <Select
        name="reason"
        size="s"
        aria-label={t('reason')}
        defaultValue={reason ?? ''}
        placeholder={t('reasons')}
        options={LEFT_OUT_REASONS.map((value) => ({ value, label: tReason(value) }))}
      />
    </FilterBar>
  )
}
