import type { Campaign } from '#db/queries/campaigns.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { may } from '#lib/core/permissions.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { ComposeFormWhenNeeded } from './compose-form-when-needed.tsx'
import { DraftToRead } from './draft-to-read.tsx'
import { loadComposeData } from './load-compose-data.ts'

/** The draft, to be written by those who compose and read by the others. */
export async function ComposePage({ ctx, campaign }: { ctx: Ctx; campaign: Campaign }) {
  if (!may(ctx.role, 'campaign.compose')) return <DraftToRead campaign={campaign} />
  const data = await loadComposeData(ctx, campaign)
  return (
    <ClientMessages namespaces={['campaigns', 'templates']}>
      {/* A draft that somebody else saved is another form. */}
      <ComposeFormWhenNeeded key={campaign.id} data={data} />
    </ClientMessages>
  )
}
