import { useTranslations } from 'next-intl'

import { asText } from '#components/as-text.ts'
import { masked } from '#components/masked-address.tsx'
import { stateLook } from '#components/status-badge.tsx'
import type { ListColumn, ListRow } from '#components/ui/list-table.tsx'
import { ListTable } from '#components/ui/list-table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignTextRow } from '#db/queries/campaign-texts.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'
import type { TextsOfPage } from './campaign-text-cards.tsx'
import { CampaignTextCards } from './campaign-text-cards.tsx'
import { useExplanation } from './explanation.ts'
import { keptWordings } from './kept-wordings.ts'

/** Each text of a campaign: to whom, what became of it, and the text itself on hover, on focus and on tap. */
export function TextsTable({
  rows,
  wordings,
  channel,
  zone,
  filtered,
}: {
  rows: CampaignTextRow[]
  wordings: Record<string, Wording>
  channel: 'sms' | 'email'
  zone: string
  filtered: boolean
}) {
  const t = useTranslations('campaigns.progress')
  const told = useTold(rows)
  const lines = useLines(told, zone)
  const columns: ListColumn[] = [
    { label: t('sentAt'), className: 'whitespace-nowrap' },
    { label: t('patient'), names: true, className: 'font-normal!' },
    { label: channel === 'sms' ? t('number') : t('address'), wide: true, className: 'whitespace-nowrap' },
    { label: t('lang'), wide: true },
    { label: t('clinic'), wide: true },
    { label: t('status') },
    { label: t('why'), wide: true, className: 'type-small text-ink-2' },
    { label: t('parts'), num: true, wide: true },
    { label: t('price'), num: true, wide: true },
  ]
  return (
    <CampaignTextCards page={asText(pageOf(told, { wordings, labels: { why: t('why'), price: t('price') } }))}>
      <ListTable
        label={t('table')}
        list={asText({ columns, rows: lines })}
        empty={filtered ? t('noTexts') : t('noTextsYet')}
      />
    </CampaignTextCards>
  )
}

function nameOf({ firstName, lastName }: CampaignTextRow): string {
  return `${firstName ?? ''} ${lastName ?? ''}`.trim() || '–'
}

/** A row, and in words what the table and its card both say of it. */
type Told = { row: CampaignTextRow; name: string; why: string; price: string }

function useTold(rows: readonly CampaignTextRow[]): Told[] {
  const formats = useFormats()
  const explain = useExplanation()
  return rows.map((row) => ({
    row,
    name: nameOf(row),
    why: explain(row),
    price: formats.money(row.priceMicro, 3),
  }))
}

function pageOf(told: readonly Told[], { wordings, labels }: Pick<TextsOfPage, 'wordings' | 'labels'>): TextsOfPage {
  const rows = told.map(({ row }) => row)
  return {
    publicUrl: env().PUBLIC_URL,
    labels,
    wordings: keptWordings(rows, wordings),
    texts: Object.fromEntries(
      told.map(({ row: { id, patientId, language, wordingId, params }, name, why, price }) => [
        id,
        { to: name, patientId, language, wordingId, params, why, price },
      ]),
    ),
  }
}

function useLines(told: readonly Told[], zone: string): ListRow[] {
  const tStatus = useTranslations('statuses.delivery')
  const formats = useFormats()
  // Fifty rows share two or three.
  const statuses = new Map([...new Set(told.map(({ row }) => row.status))].map((status) => [status, tStatus(status)]))
  return told.map(({ row, name, why, price }) => ({
    key: row.id,
    cells: [
      row.submittedAt
        ? { text: formats.time(row.submittedAt, 'timeWithSeconds', zone), at: row.submittedAt.toISOString() }
        : { text: '–', faint: true },
      { text: name, card: row.id },
      masked(row.address),
      row.language,
      row.clinicName ?? '',
      { text: statuses.get(row.status) ?? '', state: stateLook({ kind: 'delivery', status: row.status }) },
      why,
      row.segments ? String(row.segments) : '–',
      price,
    ],
  }))
}
