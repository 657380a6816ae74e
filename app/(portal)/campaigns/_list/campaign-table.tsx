import { useTranslations } from 'next-intl'

import { stateLook } from '#components/status-badge.tsx'
import { FlowerMarks } from '#components/ui/flower-state.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignRow } from '#db/queries/campaigns.ts'
import { archiveCampaignAction, duplicateCampaignAction } from '../actions.ts'
import { petalsOf } from '../petals.ts'
import type { CampaignWords } from './campaign-rows.tsx'
import { CampaignRows } from './campaign-rows.tsx'
import { RowForm } from './row-form.tsx'

const COLUMNS = 6
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
  const words = useWords(zone, mayCompose)
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
          <CampaignRows rows={rows.map(words)} />
        </tbody>
      </Table>
    </>
  )
}

function useWords(zone: string, mayCompose: boolean): (campaign: CampaignRow) => CampaignWords {
  const t = useTranslations('campaigns')
  const tStatus = useTranslations('statuses.campaign')
  const formats = useFormats()
  return (campaign) => {
    const { status, people, costMicro, sendAt, startedAt } = campaign
    const name = campaign.name || t('untitled')
    const counted = people > 0
    const scheduled = status === 'scheduled' && sendAt !== null
    const archived = campaign.archivedAt !== null
    const putAway = {
      form: archived ? RESTORE_FORM : ARCHIVE_FORM,
      glyph: archived ? 'archive-arrow-up' : 'archive',
    } as const
    const putAwayLabel = `${archived ? t('list.restore') : t('list.archiveIt')}: ${name}`
    const mayPutAway = archived || MAY_BE_PUT_AWAY.includes(status)
    return {
      id: campaign.id,
      name,
      petals: petalsOf(status),
      sums: counted ? `${t('people', { count: people })} · ${formats.money(costMicro)}` : null,
      purpose: `${t(`purpose.${campaign.purpose}`)} · ${t(`channel.${campaign.channel}`)}`,
      state: { look: stateLook({ kind: 'campaign', status }), word: tStatus(status) },
      people: counted ? formats.whole(people) : null,
      cost: counted ? formats.money(costMicro) : null,
      scheduledFor: scheduled ? t('list.scheduledFor', { when: formats.time(sendAt, 'weekdayTime', zone) }) : null,
      startedAt: startedAt && { text: formats.time(startedAt, 'dayAndTime', zone), at: startedAt.toISOString() },
      buttons: mayCompose
        ? [
            { form: COPY_FORM, label: `${t('list.duplicate')}: ${name}`, glyph: 'copy' },
            ...(mayPutAway ? [{ ...putAway, label: putAwayLabel }] : []),
          ]
        : [],
    }
  }
}
