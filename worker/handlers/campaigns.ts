import { finishCampaign } from '#lib/campaigns/finish.ts'
import { keepCampaigns } from '#lib/campaigns/keep.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { startCampaign } from '#lib/campaigns/start.ts'
import { handle } from '#worker/handle.ts'

const CAMPAIGNS_AT_ONCE = 2

export const campaignHandlers = [
  handle('campaign.start', startCampaign),
  handle('campaign.materialise', (ctx, campaign, stopping) => materialiseCampaign(ctx, campaign, { stopping }), {
    concurrency: CAMPAIGNS_AT_ONCE,
  }),
  handle('campaign.finish', finishCampaign),
  handle('campaigns.keep', keepCampaigns, { byTheClock: true }),
]
