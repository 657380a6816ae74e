import Form from 'next/form'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { findPatient, listPatients } from '#db/queries/patients.ts'
import { whyPatient } from '#lib/campaigns/why.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { text, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../../_pages/portal-page.tsx'
import { titled } from '../../../../_pages/titled.ts'
import { NavPlace } from '../../../_shell/nav-place.tsx'
import { crumbOf, listOf } from '../../crumb.ts'
import { findVisibleCampaign } from '../../find-visible-campaign.ts'
import { FoundPatients } from './found-patients.tsx'
import { WhyAnswer } from './why-answer.tsx'

const MOST_FOUND = 8

export const generateMetadata = titled('why.title')

/** "Why did this patient (not) get it?": somebody is looked up by name, code or number, and the rules themselves answer. */
export default portalPage(async function WhyPage({ params, searchParams }: PageProps<'/campaigns/[campaignId]/why'>) {
  const ctx = await requireStaff('patient.read')
  const { campaignId } = await params
  const query = await searchParams
  const q = text(query, 'q')
  const chosen = uuid(query, 'patient')
  const { campaign, found, patient } = await inChain(ctx, async (tx) => {
    const rows = q ? await listPatients(tx, ctx, { search: q }, { limit: MOST_FOUND }) : []
    const id = chosen ?? (rows.length === 1 ? rows[0]?.id : undefined)
    return {
      campaign: await findVisibleCampaign(tx, ctx, campaignId),
      found: rows,
      patient: id ? await findPatient(tx, ctx, id) : null,
    }
  })
  if (!campaign || (chosen && !patient)) notFound()
  const why = patient && (await whyPatient(ctx, { campaignId, patientId: patient.id }))
  const t = await getTranslations('why')
  const tCampaigns = await getTranslations('campaigns')
  const path = `/campaigns/${campaignId}/why`

  return (
    <>
      <NavPlace href={listOf(campaign)} />
      <PageHead
        title={t('title')}
        sub={t('sub')}
        crumbs={[
          crumbOf(campaign, tCampaigns),
          { href: `/campaigns/${campaignId}`, label: campaign.name || tCampaigns('untitled') },
        ]}
      />
      <div className="grid max-w-[860px] gap-4">
        <Form action={path} className="flex flex-wrap items-center gap-2">
          <SearchField label={t('search')} defaultValue={q} className="min-w-0 flex-1 basis-[260px]" />
          <SubmitButton variant="secondary">{t('find')}</SubmitButton>
        </Form>
        {patient && why && (
          <Card title={`${patient.firstName} ${patient.lastName}`.trim() || patient.code}>
            <WhyAnswer why={why} patient={patient} campaign={campaign} mayResolve={may(ctx.role, 'delivery.resolve')} />
          </Card>
        )}
        {q && (found.length !== 1 || !patient) && (
          <FoundPatients rows={found.slice(0, MOST_FOUND)} more={found.length > MOST_FOUND} path={path} q={q} />
        )}
      </div>
    </>
  )
})
