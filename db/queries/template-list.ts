import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { Moment } from '#lib/core/reminder-rule.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'

export const TEMPLATES_PER_PAGE = 50

export type TemplateFilter = {
  search?: string | undefined
  purpose?: TemplatePurpose | undefined
  archived: boolean
}

export type TemplateListRow = {
  id: string
  purpose: TemplatePurpose
  name: string
  version: number
  archivedAt: Date | null
  updatedAt: Date
  savedBy: string | null
  /** Languages that its present version has a text in. */
  languages: string[]
  /** Names of the clinics that have a text of their own. */
  variantClinics: string[]
}

/** What a template is chosen in: a rule, its text for late bookings, or the settings of greetings or recall. */
export type TemplateUse = {
  templateId: string
  kind: 'rule' | 'confirmation' | 'greetings' | 'recall'
  ruleId: string | null
  name: string
  moment: Moment | null
  minutes: number | null
  days: number | null
  atLocal: string | null
}

/**
 * The chain's own templates by purpose, name and id, and one row more than `limit`. The search looks into names and texts.
 * `cursor` is the id of a template that the page begins after, or ends before (then the rows come backwards).
 */
export async function listTemplatePage(
  tx: Tx,
  chainId: string,
  { search, purpose, archived }: TemplateFilter,
  {
    cursor,
    limit = TEMPLATES_PER_PAGE,
  }: { cursor?: { after: string } | { before: string } | undefined; limit?: number } = {},
): Promise<TemplateListRow[]> {
  const backwards = cursor !== undefined && 'before' in cursor
  const edge = cursor && ('before' in cursor ? cursor.before : cursor.after)
  const place = sql`(${RANK}, lower(t.name), t.id)`
  const beyond = edge
    ? sql`${place} ${sql.raw(backwards ? '<' : '>')} (
        select array_position(${PURPOSES}, e.purpose), lower(e.name), e.id from templates e where e.chain_id = ${chainId} and e.id = ${edge})`
    : sql`true`
  const rows = await tx.execute<
    Omit<TemplateListRow, 'archivedAt' | 'updatedAt'> & { archivedAt: string | null; updatedAt: string }
  >(sql`
    select t.id, t.purpose, t.name, t.version, to_json(t.archived_at) #>> '{}' as "archivedAt", to_json(t.updated_at) #>> '{}' as "updatedAt",
      (select s.name from template_versions v join staff s on s.id = v.saved_by
        where v.chain_id = t.chain_id and v.template_id = t.id and v.version = t.version) as "savedBy",
      array(select x.language from template_texts x
        where x.chain_id = t.chain_id and x.template_id = t.id and x.version = t.version order by x.language) as languages,
      array(select c.name from templates own join clinics c on c.chain_id = own.chain_id and c.id = own.clinic_id
        where own.chain_id = t.chain_id and own.variant_of = t.id and own.archived_at is null order by c.name) as "variantClinics"
    from templates t
    where ${chosen(chainId, { search, purpose, archived })} and ${beyond}
    order by ${order(backwards)} limit ${limit + 1}`)
  return rows.map((row) => ({
    ...row,
    archivedAt: row.archivedAt ? new Date(row.archivedAt) : null,
    updatedAt: new Date(row.updatedAt),
  }))
}

/** How many templates a search finds in use by purpose, and how many lie in the archive. */
export async function countTemplates(
  tx: Tx,
  chainId: string,
  search: string | undefined,
): Promise<{ purposes: Partial<Record<TemplatePurpose, number>>; archived: number }> {
  const rows = await tx.execute<{ purpose: TemplatePurpose; archived: boolean; count: number }>(sql`
    select t.purpose, t.archived_at is not null as archived, count(*)::int as count from templates t
    where t.chain_id = ${chainId} and t.variant_of is null and ${matches(search)} group by 1, 2`)
  return {
    purposes: Object.fromEntries(
      rows.filter(({ archived }) => !archived).map(({ purpose, count }) => [purpose, count]),
    ),
    archived: rows.filter(({ archived }) => archived).reduce((sum, { count }) => sum + count, 0),
  }
}

/** Everything that some templates are chosen in; a rule that is switched off keeps its template, too. */
export async function listTemplateUses(
  tx: Tx,
  chainId: string,
  templateIds: readonly string[],
): Promise<TemplateUse[]> {
  if (templateIds.length === 0) return []
  const wanted = sql`${arrayLiteral(templateIds)}::uuid[]`
  return tx.execute<TemplateUse>(sql`
    select chosen.id as "templateId", chosen.kind, r.id as "ruleId", r.name, r.moment, r.minutes, r.days, to_char(r.at_local, 'HH24:MI') as "atLocal"
    from reminder_rules r
    cross join lateral (values (r.template_id, 'rule'), (r.confirmation_template_id, 'confirmation')) as chosen (id, kind)
    where r.chain_id = ${chainId} and r.archived_at is null and chosen.id = any(${wanted})
    union all
    select template_id, 'greetings', null, '', null, null, null, null from greeting_settings where chain_id = ${chainId} and template_id = any(${wanted})
    union all
    select template_id, 'recall', null, '', null, null, null, null from recall_settings where chain_id = ${chainId} and template_id = any(${wanted})
    order by kind desc, name, "ruleId"`)
}

const PURPOSES = sql`${arrayLiteral(TEMPLATE_PURPOSES)}::text[]`
const RANK = sql`array_position(${PURPOSES}, t.purpose)`

function order(backwards: boolean) {
  return backwards ? sql`${RANK} desc, lower(t.name) desc, t.id desc` : sql`${RANK}, lower(t.name), t.id`
}

function chosen(chainId: string, { search, purpose, archived }: TemplateFilter) {
  return sql`t.chain_id = ${chainId} and t.variant_of is null and (t.archived_at is not null) = ${archived}
    and ${purpose === undefined ? sql`true` : sql`t.purpose = ${purpose}`} and ${matches(search)}`
}

function matches(search: string | undefined) {
  if (search === undefined) return sql`true`
  const wanted = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(t.name ilike ${wanted} or exists (
    select from template_texts x
    where x.chain_id = t.chain_id and x.template_id = t.id and x.version = t.version and x.body ilike ${wanted}))`
}
