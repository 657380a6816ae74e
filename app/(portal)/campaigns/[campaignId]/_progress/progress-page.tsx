import { CircleQuestionMark, Download, FileText } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Refresher } from '#components/refresher.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { CAMPAIGN_TEXTS_PER_PAGE } from '#db/queries/campaign-texts.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { maySend } from '#lib/campaigns/right-to-send.ts'
import { may } from '#lib/core/permissions.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { crumbOf } from '../../crumb.ts'
import { AskDialogs } from './ask-dialogs.tsx'
import { DeliveryCard, FailuresCard } from './delivery-cards.tsx'
import { ProgressCard } from './progress-card.tsx'
import type { Report } from './read-report.ts'
import { StatusNote } from './status-note.tsx'
import { Stepper } from './stepper.tsx'
import { FRESH_PAGE, textCursorOf, textFilterOf } from './text-filter.ts'
import { StateChips, TextFilters } from './text-filters.tsx'
import { TextsTable } from './texts-table.tsx'
import { Wordings, writtenIn } from './wordings.tsx'

const MOVING = ['preparing', 'sending', 'paused']
// One that waits for next week is not asked after every two seconds.
const ABOUT_TO_START_MS = 60_000

/** A campaign after Send: how far it is, what became of each text, and the report. */
export async function ProgressPage({
  ctx,
  campaign,
  report: { progress, texts, wordings, failures },
  params,
}: {
  ctx: Ctx
  campaign: Campaign
  report: Report
  params: SearchParams
}) {
  const filter = textFilterOf(params)
  const cursor = textCursorOf(params)
  const staff = await currentStaff()
  const t = await getTranslations('campaigns')
  const formats = await getFormats()
  const path = `/campaigns/${campaign.id}`
  const zone = staff?.chain?.zone ?? DEFAULT_TIME_ZONE
  const name = campaign.name || t('untitled')
  const mayAct = maySend(ctx.role, campaign.kind)
  const moving = MOVING.includes(campaign.status) || isAboutToStart(campaign, ctx.now)
  const waiting = (progress.counts.accepted ?? 0) + (progress.counts.submitting ?? 0) > 0
  const page = keysetPage(texts, CAMPAIGN_TEXTS_PER_PAGE, {
    backwards: cursor?.toward === 'before',
    fromStart: !cursor,
  })
  const at = (change: Record<string, string | undefined>) => hrefWith(path, params, { ...FRESH_PAGE, ...change })
  const written = writtenIn(staff?.chain?.languages ?? [], campaign.compositions)
  const started = progress.people > 0 && campaign.month !== null

  return (
    <>
      <PageHead
        title={name}
        crumbs={[crumbOf(campaign, t)]}
        sub={t('progress.sub', {
          channel: t(`channel.${campaign.channel}`),
          sender: staff?.chain?.senderName ?? '',
          purpose: t(`purpose.${campaign.purpose}`).toLocaleLowerCase(formats.locale),
        })}
        actions={
          <>
            <LinkButton href={`${path}/why`} variant="quiet" icon={<CircleQuestionMark aria-hidden="true" />}>
              {t('why')}
            </LinkButton>
            <LinkButton href={`${path}/left-out`} variant="quiet" icon={<FileText aria-hidden="true" />}>
              {t('leftOut.title')}
            </LinkButton>
            {started && (
              <DownloadButton
                href={hrefWith(`${path}/csv`, params, FRESH_PAGE)}
                icon={<Download aria-hidden="true" />}
                download
              >
                {t('progress.report')}
              </DownloadButton>
            )}
          </>
        }
      />
      <Stepper campaign={campaign} endsAt={progress.endsAt} zone={zone} />
      <StatusNote campaign={campaign} progress={progress} zone={zone} maySend={mayAct} />
      {started && <ProgressCard campaignId={campaign.id} progress={progress} zone={zone} maySend={mayAct} />}
      {started && (
        <div className="mb-4 grid items-stretch gap-4 lg:grid-cols-2">
          <DeliveryCard
            counts={progress.counts}
            hrefOf={(status) => at({ status })}
            aside={moving || waiting ? <Refresher asOf={ctx.now.toISOString()} /> : null}
          />
          <FailuresCard
            channel={campaign.channel}
            failures={failures}
            unknown={progress.counts.unknown ?? 0}
            failedHref={at({ status: 'failed' })}
            unknownHref={may(ctx.role, 'delivery.resolve') ? `/unknown?campaign=${campaign.id}` : null}
          />
        </div>
      )}
      {!started && moving && (
        <div className="mb-4 type-small text-ink-3">
          <Refresher asOf={ctx.now.toISOString()} />
        </div>
      )}
      {started && (
        <Card
          flush
          title={t('progress.table')}
          aside={
            <TextFilters
              path={path}
              params={params}
              filter={filter}
              clinics={staff?.clinics ?? []}
              languages={written.map(({ language }) => language)}
            />
          }
          footer={
            <Pagination
              previousHref={page.hasPrevious ? at({ before: page.first?.cursor }) : null}
              nextHref={page.hasNext ? at({ after: page.last?.cursor }) : null}
            />
          }
        >
          <div className="border-b border-line px-4 py-2.5 md:px-5">
            <StateChips path={path} params={params} filter={filter} counts={progress.counts} />
          </div>
          <TextsTable
            rows={page.rows}
            wordings={wordings}
            channel={campaign.channel}
            zone={zone}
            filtered={Object.values(filter).some(Boolean)}
          />
        </Card>
      )}
      <Wordings written={written} />
      <AskDialogs ask={params.ask} campaign={campaign} name={name} progress={progress} closeHref={at({})} />
    </>
  )
}

function isAboutToStart({ status, sendAt }: Campaign, now: Date): boolean {
  return status === 'scheduled' && sendAt !== null && sendAt.getTime() - now.getTime() < ABOUT_TO_START_MS
}
