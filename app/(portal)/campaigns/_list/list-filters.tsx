import { useTranslations } from 'next-intl'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { CampaignChannel, CampaignPurpose } from '#lib/campaigns/inputs.ts'
import type { ListFilter } from './list-filter.ts'

export function ListFilters({ filter, clearHref }: { filter: ListFilter; clearHref: string | null }) {
  const t = useTranslations('campaigns')
  return (
    <FilterBar action="/campaigns" clearHref={clearHref}>
      {filter.tab !== 'all' && <input type="hidden" name="show" value={filter.tab} />}
      <SearchField small label={t('list.search')} defaultValue={filter.search} className="w-[190px]" />
      <Select
        name="purpose"
        size="s"
        className="min-w-[132px]"
        aria-label={t('purposeLabel')}
        defaultValue={filter.purpose ?? ''}
        placeholder={t('list.anyPurpose')}
        options={CampaignPurpose.options.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      <Select
        name="channel"
        size="s"
        className="min-w-[132px]"
        aria-label={t('channelLabel')}
        defaultValue={filter.channel ?? ''}
        placeholder={t('list.anyChannel')}
        options={CampaignChannel.options.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
    </FilterBar>
  )
}
