import { useTranslations } from 'next-intl'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { DeliveryFilter } from '#db/queries/deliveries.ts'
import { DELIVERY_STATUSES } from '#lib/core/delivery-status.ts'
import { DELIVERY_KINDS } from './filter.ts'

export function DeliveryFilters({
  filter,
  clinics,
  languages,
  clearHref,
}: {
  filter: DeliveryFilter
  clinics: { id: string; name: string }[]
  languages: string[]
  clearHref: string | null
}) {
  const t = useTranslations('history')
  const tStatus = useTranslations('statuses.delivery')
  const formats = useFormats()
  return (
    <FilterBar action="/history" clearHref={clearHref}>
      <Select
        name="status"
        size="s"
        aria-label={t('filters.status')}
        defaultValue={filter.status ?? ''}
        placeholder={t('filters.anyStatus')}
        options={DELIVERY_STATUSES.map((status) => ({ value: status, label: tStatus(status) }))}
      />
      <Select
        name="kind"
        size="s"
        aria-label={t('filters.kind')}
        defaultValue={filter.kind ?? ''}
        placeholder={t('filters.anyKind')}
        options={DELIVERY_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <Select
        name="channel"
        size="s"
        aria-label={t('filters.channel')}
        defaultValue={filter.channel ?? ''}
        placeholder={t('filters.anyChannel')}
        options={(['sms', 'email'] as const).map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
      />
      {clinics.length > 1 && (
        <Select
          name="clinic"
          size="s"
          aria-label={t('filters.clinic')}
          defaultValue={filter.clinicId ?? ''}
          placeholder={t('filters.anyClinic')}
          options={clinics.map((clinic) => ({ value: clinic.id, label: clinic.name }))}
        />
      )}
      <Select
        name="language"
        size="s"
        aria-label={t('filters.language')}
        defaultValue={filter.language ?? ''}
        placeholder={t('filters.anyLanguage')}
        options={languages.map((code) => ({ value: code, label: formats.language(code) }))}
      />
    </FilterBar>
  )
}
