import { and, desc, eq, getTableColumns, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { ask, ofEachShape, statements } from '#db/kept-statements.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { campaigns, compositions } from '#db/schema/campaigns.ts'
import { wholeChain } from '#db/whole-chain.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import { statusesBefore } from '#lib/core/campaign-status.ts'

// Every function names the chain first and filters by it. Not found and not yours look the same.

export type CampaignRow = typeof campaigns.$inferSelect
export type Composition = Pick<typeof compositions.$inferSelect, 'language' | 'subject' | 'body'>
export type Campaign = CampaignRow & { compositions: Composition[] }

export const CAMPAIGNS_PER_PAGE = 25

// Staff of some clinics see what was composed for the whole chain and what was composed for a clinic of theirs.
const visible = sql`(${campaigns.senderClinicIds} is null or ${campaigns.senderClinicIds} && ${sql.placeholder('clinicIds')}::uuid[])`

// Its texts come along with a campaign: asking for them apart takes longer than reading them.
const COMPOSITIONS = sql<Composition[]>`coalesce((
  select json_agg(json_build_object('language', c.language, 'subject', c.subject, 'body', c.body) order by c.language)
  from ${compositions} c where c.chain_id = ${campaigns.chainId} and c.campaign_id = ${campaigns.id}), '[]')`

/** A campaign with its texts. */
export async function findCampaign(tx: Tx, chainId: string, campaignId: string): Promise<Campaign | null> {
  const [campaign] = await ask(tx, CAMPAIGN, { chainId, campaignId })
  return campaign ?? null
}

const CAMPAIGN = statements
  .select({ ...getTableColumns(campaigns), compositions: COMPOSITIONS })
  .from(campaigns)
  .where(and(eq(campaigns.chainId, sql.placeholder('chainId')), eq(campaigns.id, sql.placeholder('campaignId'))))
  .limit(1)
  .prepare('campaign')

/** As `findCampaign`, and nobody else changes it until the transaction ends. */
export async function lockCampaign(tx: Tx, chainId: string, campaignId: string): Promise<Campaign | null> {
  const [campaign] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.chainId, chainId), eq(campaigns.id, campaignId)))
    .for('update')
  if (!campaign) return null
  // Asked behind the lock: what it waited for may have been somebody who changed these.
  const texts = await tx
    .select({ language: compositions.language, subject: compositions.subject, body: compositions.body })
    .from(compositions)
    .where(and(eq(compositions.chainId, chainId), eq(compositions.campaignId, campaignId)))
    .orderBy(compositions.language)
  return { ...campaign, compositions: texts }
}

export type CampaignFilter = {
  archived?: boolean | undefined
  statuses?: CampaignStatus[] | undefined
  kind?: 'bulk' | 'private' | undefined
  purpose?: 'offer' | 'notice' | undefined
  channel?: 'sms' | 'email' | undefined
  /** Found anywhere in the name, in any case. */
  search?: string | undefined
}
export type CampaignCursor = { before: string } | { after: string }

/** Newest first (ids sort by time); after a cursor toward newer, oldest first. One row over the limit means there is more. */
export async function listCampaigns(
  tx: Tx,
  scope: ClinicScope,
  { archived = false, statuses, kind = 'bulk', purpose, channel, search }: CampaignFilter = {},
  { cursor, limit = CAMPAIGNS_PER_PAGE }: { cursor?: CampaignCursor | undefined; limit?: number } = {},
): Promise<CampaignRow[]> {
  const { chainId, clinicIds } = scope
  const page = pageOfCampaigns({
    archived,
    ofSomeClinics: clinicIds !== 'all',
    by: { statuses: Boolean(statuses), purpose: Boolean(purpose), channel: Boolean(channel), search: Boolean(search) },
    toward: cursor && ('after' in cursor ? 'newer' : 'older'),
  })
  return ask(tx, page, {
    chainId,
    clinicIds: clinicIds === 'all' ? undefined : arrayLiteral(clinicIds),
    kind,
    statuses: statuses && arrayLiteral(statuses),
    purpose,
    channel,
    search,
    place: cursor && ('after' in cursor ? cursor.after : cursor.before),
    limit: limit + 1,
  })
}

const pageOfCampaigns = ofEachShape(
  ({
    archived,
    ofSomeClinics,
    by,
    toward,
  }: {
    archived: boolean
    ofSomeClinics: boolean
    by: Record<'statuses' | 'purpose' | 'channel' | 'search', boolean>
    toward: 'older' | 'newer' | undefined
  }) =>
    statements
      .select()
      .from(campaigns)
      .where(
        and(
          eq(campaigns.chainId, sql.placeholder('chainId')),
          eq(campaigns.kind, sql.placeholder('kind')),
          archived ? isNotNull(campaigns.archivedAt) : isNull(campaigns.archivedAt),
          by.statuses ? sql`${campaigns.status} = any(${sql.placeholder('statuses')}::text[])` : undefined,
          by.purpose ? eq(campaigns.purpose, sql.placeholder('purpose')) : undefined,
          by.channel ? eq(campaigns.channel, sql.placeholder('channel')) : undefined,
          by.search ? sql`strpos(lower(${campaigns.name}), lower(${sql.placeholder('search')})) > 0` : undefined,
          ofSomeClinics ? visible : undefined,
          toward && (toward === 'newer' ? gt : lt)(campaigns.id, sql.placeholder('place')),
        ),
      )
      .orderBy(toward === 'newer' ? campaigns.id : desc(campaigns.id))
      .limit(sql.placeholder('limit'))
      .prepare('campaigns'),
)

/** How many there are in each status, those put away apart. A chain has hundreds of campaigns, not millions. */
export async function countCampaigns(
  tx: Tx,
  scope: ClinicScope,
): Promise<{ status: CampaignStatus; archived: boolean; campaigns: number }[]> {
  const { chainId, clinicIds } = scope
  return ask(tx, countsOfCampaigns({ ofSomeClinics: clinicIds !== 'all' }), {
    chainId,
    clinicIds: clinicIds === 'all' ? undefined : arrayLiteral(clinicIds),
  })
}

const countsOfCampaigns = ofEachShape(({ ofSomeClinics }: { ofSomeClinics: boolean }) => {
  const archived = sql<boolean>`${campaigns.archivedAt} is not null`
  return statements
    .select({ status: campaigns.status, archived, campaigns: sql<number>`count(*)::int` })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.chainId, sql.placeholder('chainId')),
        eq(campaigns.kind, 'bulk'),
        ofSomeClinics ? visible : undefined,
      ),
    )
    .groupBy(campaigns.status, archived)
    .prepare('campaigns_counted')
})

export async function insertCampaign(tx: Tx, campaign: typeof campaigns.$inferInsert): Promise<CampaignRow> {
  const [row] = await tx.insert(campaigns).values(campaign).returning()
  if (!row) throw new Error('the campaign was not written')
  return row
}

export type DraftChange = Pick<
  CampaignRow,
  'name' | 'purpose' | 'channel' | 'audience' | 'noLanguageAs' | 'outsideHours'
>

/** Writes a draft only over the version that was read: two authors do not overwrite each other. Null means somebody was first. */
export async function updateDraft(
  tx: Tx,
  chainId: string,
  { campaignId, version }: { campaignId: string; version: number },
  set: DraftChange,
): Promise<CampaignRow | null> {
  const [row] = await tx
    .update(campaigns)
    .set({ ...set, version: version + 1, updatedAt: sql`now()` })
    .where(
      and(
        eq(campaigns.chainId, chainId),
        eq(campaigns.id, campaignId),
        eq(campaigns.version, version),
        eq(campaigns.status, 'draft'),
      ),
    )
    .returning()
  return row ?? null
}

/** Puts exactly these texts in the place of those that were there. */
export async function replaceCompositions(
  tx: Tx,
  chainId: string,
  campaignId: string,
  texts: Composition[],
): Promise<void> {
  await tx.delete(compositions).where(and(eq(compositions.chainId, chainId), eq(compositions.campaignId, campaignId)))
  if (texts.length > 0) await tx.insert(compositions).values(texts.map((text) => ({ chainId, campaignId, ...text })))
}

/**
 * Moves a campaign to `to` only from a status that allows it, in one statement, so that two clicks or two workers cannot both
 * win. Null means somebody else did.
 */
export async function moveCampaign(
  tx: Tx,
  chainId: string,
  campaignId: string,
  to: CampaignStatus,
  set: Partial<Omit<typeof campaigns.$inferInsert, 'chainId' | 'id' | 'status'>> = {},
): Promise<CampaignRow | null> {
  const [row] = await tx
    .update(campaigns)
    .set({ ...set, status: to, updatedAt: sql`now()` })
    .where(
      and(eq(campaigns.chainId, chainId), eq(campaigns.id, campaignId), inArray(campaigns.status, statusesBefore(to))),
    )
    .returning()
  return row ?? null
}

/** Whether another campaign of the chain, of whichever clinics, was sent with this key. */
export async function isSendKeyUsed(
  tx: Tx,
  chainId: string,
  { sendKey, exceptId }: { sendKey: string; exceptId: string },
): Promise<boolean> {
  const rows = await tx
    .select({ id: campaigns.id })
    .from(wholeChain.campaigns)
    .where(and(eq(campaigns.chainId, chainId), eq(campaigns.sendKey, sendKey), ne(campaigns.id, exceptId)))
    .limit(1)
  return rows.length > 0
}

export async function setArchived(
  tx: Tx,
  chainId: string,
  campaignId: string,
  archived: boolean,
): Promise<CampaignRow | null> {
  const [row] = await tx
    .update(campaigns)
    .set({ archivedAt: archived ? sql`now()` : null })
    .where(and(eq(campaigns.chainId, chainId), eq(campaigns.id, campaignId)))
    .returning()
  return row ?? null
}

/** Notes the moment at which nothing was in hand any more; the first time counts. */
export async function setFinished(tx: Tx, chainId: string, campaignId: string): Promise<void> {
  await tx
    .update(campaigns)
    .set({ finishedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(campaigns.chainId, chainId), eq(campaigns.id, campaignId), isNull(campaigns.finishedAt)))
}
