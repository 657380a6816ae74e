import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'
import { createCampaign } from '#lib/campaigns/create.ts'
import { CreateCampaignInput, SaveCampaignInput } from '#lib/campaigns/inputs.ts'
import { pauseCampaign } from '#lib/campaigns/pause.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { resumeCampaign } from '#lib/campaigns/resume.ts'
import { saveCampaign } from '#lib/campaigns/save.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { stopCampaign } from '#lib/campaigns/stop.ts'
import { Audience } from '#lib/core/audience.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { bodyOf } from '#scripts/faults/oracle/mark.ts'
import type { Pace } from '#scripts/faults/pace.ts'
import type { Crowd } from '#scripts/faults/people.ts'
import { persistently } from '#scripts/faults/persistently.ts'
import { randomOf } from '#scripts/faults/random.ts'

/** A campaign that was sent; `name` is in its texts. */
export type SentCampaign = Crowd & { campaignId: string; name: string; channel: 'sms' | 'email' }

const MOST_UNDER_WAY = 6
const CLICKS = 3

/**
 * Sends campaigns as people do, one after the other until `texts` are on their way: create, write, preview, Send (clicked three
 * times); some are paused and go on, a few are stopped for good.
 */
export async function sendCampaigns(
  crowds: readonly Crowd[],
  { seed, texts, pace }: { seed: number; texts: number; pace: Pace },
  onSent: (campaign: SentCampaign, planned: number) => void,
): Promise<SentCampaign[]> {
  const random = randomOf(seed, 'campaigns')
  const sent: SentCampaign[] = []
  const meddling: Promise<void>[] = []
  let planned = 0
  while (planned < texts) {
    await pace.turnToSend(planned)
    await roomForAnother()
    const crowd = random.pick(crowds)
    const channel = random.happens(0.15) ? 'email' : 'sms'
    const parts = channel === 'sms' && random.happens(0.1) ? 2 : 1
    const campaign = { ...crowd, name: `k${sent.length + 1}`, channel } as const
    sent.push({ ...campaign, campaignId: await persistently(() => sendOne(campaign, parts)) })
    planned += crowd.to - crowd.from + 1
    const latest = sent.at(-1) as SentCampaign
    onSent(latest, planned)
    const lot = random.next()
    const delays = [random.whole(100, 3_000), random.whole(200, 4_000)] as const
    if (lot < 0.2) meddling.push(pauseForAWhile(latest, delays))
    else if (lot < 0.25) meddling.push(stopSoon(latest, delays[0] * 2))
  }
  await Promise.all([...meddling, pace.turnToSend(planned)])
  return sent
}

async function sendOne(
  { ctx: of, clinicIds, from, to, name, channel }: Omit<SentCampaign, 'campaignId'>,
  parts: 1 | 2,
) {
  const ctx = { ...of, now: new Date() }
  const audience = Audience.parse(clinicIds.length > 0 ? { clinicIds } : {})
  const { campaignId } = await createCampaign(
    ctx,
    CreateCampaignInput.parse({ name, purpose: 'notice', channel, audience }),
  )
  const compositions = [{ language: 'et', subject: channel === 'email' ? name : '', body: bodyOf(name, parts) }]
  const draft = { campaignId, version: 1, name, purpose: 'notice', channel, audience, noLanguageAs: null }
  await saveCampaign(ctx, SaveCampaignInput.parse({ ...draft, outsideHours: true, compositions }))
  const { fingerprint, willGet } = await previewCampaign(ctx, { campaignId })
  if (willGet !== to - from + 1) throw new Error(`campaign ${name} would reach ${willGet} people`)
  const input = { campaignId, sendKey: randomUUID(), fingerprint, typedPeople: willGet }
  const click = () => persistently(() => sendCampaign(ctx, input))
  const answers = await Promise.all(Array.from({ length: CLICKS }, click))
  if (new Set(answers.map((answer) => JSON.stringify(answer))).size > 1)
    throw new Error(`Send of ${name} answered twice`)
  return campaignId
}

async function pauseForAWhile({ ctx, campaignId }: SentCampaign, [after, during]: readonly [number, number]) {
  await pause(after)
  await unlessTooLate(() => pauseCampaign(ctx, { campaignId }))
  await pause(during)
  await unlessTooLate(() => resumeCampaign({ ...ctx, now: new Date() }, { campaignId }))
}

async function stopSoon({ ctx, campaignId }: SentCampaign, after: number) {
  await pause(after)
  await unlessTooLate(() => stopCampaign(ctx, { campaignId }))
}

/** A campaign that is not there yet, or over, refuses; so does one that an attempt has moved whose answer was lost. */
async function unlessTooLate(work: () => Promise<void>): Promise<void> {
  await persistently(work).catch((error) => {
    if (!(error instanceof Refusal)) throw error
  })
}

async function roomForAnother(): Promise<void> {
  for (;;) {
    const [row] = await persistently(() =>
      db().execute<{ under_way: number }>(sql`
        select count(*)::int as under_way from campaigns
        where status = 'sending' or (status = 'preparing' and updated_at > now() - interval '15 seconds')`),
    )
    if ((row?.under_way ?? 0) < MOST_UNDER_WAY) return
    await pause(100)
  }
}
