import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { FlowerMark, FlowerMarks } from '#components/ui/flower-state.tsx'
import type { Glyph } from '#components/ui/glyph.ts'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignRow } from '#db/queries/campaigns.ts'
import { archiveCampaignAction, duplicateCampaignAction } from '../actions.ts'
import { petalsOf } from '../petals.ts'
import { RowForm } from './row-form.tsx'

const COLUMNS = 7
const [COPY_FORM, ARCHIVE_FORM, RESTORE_FORM] = ['copy-campaign', 'archive-campaign', 'restore-campaign']
const MAY_BE_PUT_AWAY = ['draft', 'sent', 'stopped', 'cancelled']

export function CampaignTable({
  rows,
  empty,
  zone,
  mayCompose,
}: {
  rows: CampaignRow[]
  empty: string
  zone: string
  mayCompose: boolean
}) {
  const t = useTranslations('campaigns')
  return (
    <>
      {mayCompose && <RowForm id={COPY_FORM} action={duplicateCampaignAction} />}
      {mayCompose && <RowForm id={ARCHIVE_FORM} action={archiveCampaignAction} fields={{ archived: 'true' }} />}
      {mayCompose && <RowForm id={RESTORE_FORM} action={archiveCampaignAction} fields={{ archived: 'false' }} />}
      <FlowerMarks states={rows.map(({ status }) => petalsOf(status))} />
      <Table label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('nameLabel')}</th>
            <th scope="col" className="hs">
              {t('purposeLabel')}
            </th>
            <th scope="col">{t('list.state')}</th>
            <th scope="col" className="num hs">
              {t('list.peopleHead')}
            </th>
            <th scope="col" className="num hs">
              {t('list.cost')}
            </th>
            <th scope="col" className="hs">
              {t('list.sentAt')}
            </th>
            <th scope="col" className="hs">
              <span className="sr-only">{t('list.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && <EmptyRow columns={COLUMNS}>{empty}</EmptyRow>}
          {rows.map((campaign) => (
            <CampaignLine key={campaign.id} campaign={campaign} zone={zone} mayCompose={mayCompose} />
          ))}
        </tbody>
      </Table>
    </>
  )
}

function CampaignLine({ campaign, zone, mayCompose }: { campaign: CampaignRow; zone: string; mayCompose: boolean }) {
  const t = useTranslations('campaigns')
  const formats = useFormats()
  const name = campaign.name || t('untitled')
  const counted = campaign.people > 0
  return (
    <tr>
      <th scope="row">
        <span className="flex min-w-[130px] items-center gap-2.5">
          <FlowerMark {...petalsOf(campaign.status)} size={22} />
          <span>
            <a href={`/campaigns/${campaign.id}`} className="link wrap-anywhere">
              {name}
            </a>
            {counted && (
              <span className="block type-small text-ink-3 md:hidden">
                {t('people', { count: campaign.people })} · {formats.money(campaign.costMicro)}
              </span>
            )}
          </span>
        </span>
      </th>
      <td className="hs whitespace-nowrap text-ink-2">
        {t(`purpose.${campaign.purpose}`)} · {t(`channel.${campaign.channel}`)}
      </td>
      <td>
        <StatusBadge kind="campaign" status={campaign.status} />
      </td>
      <td className="num hs">{counted ? formats.whole(campaign.people) : <Dash />}</td>
      <td className="num hs">{counted ? formats.money(campaign.costMicro) : <Dash />}</td>
      <td className="hs">
        <SentAt campaign={campaign} zone={zone} />
      </td>
      <td className="hs num">
        {mayCompose && (
          <span className="flex justify-end gap-1">
            <RowButton
              form={COPY_FORM}
              campaignId={campaign.id}
              label={`${t('list.duplicate')}: ${name}`}
              glyph="copy"
            />
            <PutAway campaign={campaign} name={name} />
          </span>
        )}
      </td>
    </tr>
  )
}

function Dash() {
  return <span className="text-ink-3">–</span>
}

function SentAt({ campaign, zone }: { campaign: CampaignRow; zone: string }) {
  const t = useTranslations('campaigns.list')
  const formats = useFormats()
  if (campaign.status === 'scheduled' && campaign.sendAt) {
    return (
      <span className="whitespace-nowrap">
        {t('scheduledFor', { when: formats.time(campaign.sendAt, 'weekdayTime', zone) })}
      </span>
    )
  }
  return campaign.startedAt ? <LocalTime at={campaign.startedAt} style="dayAndTime" timeZone={zone} /> : <Dash />
}

function PutAway({ campaign, name }: { campaign: CampaignRow; name: string }) {
  const t = useTranslations('campaigns.list')
  const archived = campaign.archivedAt !== null
  if (!archived && !MAY_BE_PUT_AWAY.includes(campaign.status)) return null
  return (
    <RowButton
      form={archived ? RESTORE_FORM : ARCHIVE_FORM}
      campaignId={campaign.id}
      label={`${archived ? t('restore') : t('archiveIt')}: ${name}`}
      glyph={archived ? 'archive-arrow-up' : 'archive'}
    />
  )
}

function RowButton(row: { form: string; campaignId: string; label: string; glyph: Glyph }) {
  const { form, campaignId, label, glyph } = row
  return (
    <button
      type="submit"
      form={form}
      name="campaignId"
      value={campaignId}
      aria-label={label}
      title={label}
      className="row-button"
    >
      <span className={`glyph glyph-${glyph}`} />
    </button>
  )
}
