import { useTranslations } from 'next-intl'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Select } from '#components/ui/select.tsx'
import type { UndecidedFilter } from '#db/queries/undecided.ts'
import { DOUBT_AGES } from '#lib/core/doubt.ts'

export function UndecidedFilters({
  filter,
  campaigns,
  clearHref,
}: {
  filter: UndecidedFilter
  campaigns: { id: string; name: string }[]
  clearHref: string | null
}) {
  const t = useTranslations('unknown.filters')
  const tCampaigns = useTranslations('campaigns')
  return (
    <FilterBar action="/unknown" clearHref={clearHref}>
      <Select
        name="campaign"
        size="s"
        aria-label={t('campaign')}
        defaultValue={filter.campaignId ?? ''}
        placeholder={t('anyCampaign')}
        options={campaigns.map(({ id, name }) => ({ value: id, label: name || tCampaigns('untitled') }))}
      />
      <Select
        name="channel"
        size="s"
        aria-label={t('channel')}
        defaultValue={filter.channel ?? ''}
        placeholder={t('anyChannel')}
        options={(['sms', 'email'] as const).map((channel) => ({ value: channel, label: t(channel) }))}
      />
      <Select
        name="age"
        size="s"
        aria-label={t('age')}
        defaultValue={filter.age ?? ''}
        placeholder={t('anyAge')}
        options={DOUBT_AGES.map((age) => ({ value: age, label: t(`ages.${age}`) }))}
      />
    </FilterBar>
  )
}
