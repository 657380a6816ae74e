import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { Ending, TemplatePurpose } from '#lib/core/template-text.ts'
import { DEFAULT_MAX_CHARACTERS } from '#lib/core/template-text.ts'

export type TemplateRow = {
  id: string
  purpose: TemplatePurpose
  name: string
  variantOf: string | null
  clinicId: string | null
  version: number
  archivedAt: string | null
  updatedAt: string
  texts: { language: string; subject: string; body: string; endings: Ending[] }[]
}

export type NewTemplateText = { language: string; subject: string; body: string; endings: readonly Ending[] }

/** Templates of a chain with the texts of their present versions, by purpose and name; each chain's template before its variants. */
export async function listTemplates(
  tx: Tx,
  chainId: string,
  { purpose = null, archived = false }: { purpose?: TemplatePurpose | null; archived?: boolean } = {},
): Promise<TemplateRow[]> {
  return tx.execute<TemplateRow>(sql`
    select ${COLUMNS} from templates t
    where t.chain_id = ${chainId} and (t.archived_at is not null) = ${archived} and ${purpose === null ? sql`true` : sql`t.purpose = ${purpose}`}
    order by t.purpose, t.name, t.variant_of nulls first, t.id`)
}

export async function findTemplate(tx: Tx, chainId: string, templateId: string): Promise<TemplateRow | null> {
  const [row] = await tx.execute<TemplateRow>(sql`
    select ${COLUMNS} from templates t where t.chain_id = ${chainId} and t.id = ${templateId}`)
  return row ?? null
}

/** As `findTemplate`, and nobody else saves it until the transaction ends. */
export async function lockTemplate(tx: Tx, chainId: string, templateId: string): Promise<TemplateRow | null> {
  await tx.execute(sql`select from templates where chain_id = ${chainId} and id = ${templateId} for update`)
  return findTemplate(tx, chainId, templateId)
}

/** Clinics' own texts in place of a chain's template, those in use. */
export async function listVariants(tx: Tx, chainId: string, templateId: string): Promise<TemplateRow[]> {
  return tx.execute<TemplateRow>(sql`
    select ${COLUMNS} from templates t
    where t.chain_id = ${chainId} and t.variant_of = ${templateId} and t.archived_at is null order by t.clinic_id`)
}

/** Null where a template of that purpose has the name, or the clinic has a variant already. */
export async function insertTemplate(
  tx: Tx,
  template: {
    chainId: string
    purpose: TemplatePurpose
    name: string
    variantOf: string | null
    clinicId: string | null
    createdBy: string | null
  },
): Promise<string | null> {
  const { chainId, purpose, name, variantOf, clinicId, createdBy } = template
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into templates (chain_id, purpose, name, variant_of, clinic_id, created_by)
    values (${chainId}, ${purpose}, ${name}, ${variantOf}, ${clinicId}, ${createdBy})
    on conflict do nothing returning id`)
  if (!row) return null
  await noteVersion(tx, { chainId, templateId: row.id, savedBy: createdBy })
  return row.id
}

/** Writes the texts of a version; a version is written once. */
export async function insertTemplateTexts(
  tx: Tx,
  { chainId, templateId, version }: { chainId: string; templateId: string; version: number },
  texts: readonly NewTemplateText[],
): Promise<void> {
  if (texts.length === 0) return
  await tx.execute(sql`
    insert into template_texts (chain_id, template_id, version, language, subject, body, endings)
    select ${chainId}::uuid, ${templateId}::uuid, ${version}::int, t.language, t.subject, t.body, t.endings::text[]
    from unnest(${arrayLiteral(texts.map(({ language }) => language))}::text[], ${arrayLiteral(texts.map(({ subject }) => subject))}::text[],
      ${arrayLiteral(texts.map(({ body }) => body))}::text[], ${arrayLiteral(texts.map(({ endings }) => arrayLiteral(endings)))}::text[]
    ) as t (language, subject, body, endings)`)
}

/** Gives a template a new name and the next version, whose texts are written apart. False where the name is taken. */
export async function raiseTemplate(
  tx: Tx,
  { chainId, templateId, name, savedBy }: { chainId: string; templateId: string; name: string; savedBy: string | null },
): Promise<boolean> {
  if (await isNameTaken(tx, chainId, templateId, name)) return false
  await tx.execute(sql`
    update templates set name = ${name}, version = version + 1, updated_at = now() where chain_id = ${chainId} and id = ${templateId}`)
  await noteVersion(tx, { chainId, templateId, savedBy })
  return true
}

async function noteVersion(
  tx: Tx,
  { chainId, templateId, savedBy }: { chainId: string; templateId: string; savedBy: string | null },
): Promise<void> {
  await tx.execute(sql`
    insert into template_versions (chain_id, template_id, version, name, saved_by)
    select chain_id, id, version, name, ${savedBy}::uuid from templates where chain_id = ${chainId} and id = ${templateId}`)
}

/** Whether another template that is in use has the name; a variant goes by its original's. */
async function isNameTaken(tx: Tx, chainId: string, templateId: string, name: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from templates t join templates other on other.chain_id = t.chain_id and other.purpose = t.purpose and other.name = ${name}
      and other.id <> t.id and other.archived_at is null and other.variant_of is null
    where t.chain_id = ${chainId} and t.id = ${templateId} and t.variant_of is null`)
  return rows.length > 0
}

/** Puts a template away with the variants that clinics have of it now. */
export async function putTemplateAway(tx: Tx, chainId: string, templateId: string): Promise<void> {
  await tx.execute(sql`
    update templates set archived_at = now(), updated_at = now()
    where chain_id = ${chainId} and (id = ${templateId} or variant_of = ${templateId}) and archived_at is null`)
}

/** Brings a template back with the variants that went with it, not those that clinics had given up before. False where its name is taken. */
export async function bringTemplateBack(tx: Tx, chainId: string, template: TemplateRow): Promise<boolean> {
  if (await isNameTaken(tx, chainId, template.id, template.name)) return false
  await tx.execute(sql`
    update templates t set archived_at = null, updated_at = now()
    from templates original
    where original.chain_id = ${chainId} and original.id = ${template.id}
      and t.chain_id = original.chain_id and (t.id = original.id or t.variant_of = original.id) and t.archived_at = original.archived_at`)
  return true
}

/** Whether a rule, or the settings of greetings or recall, use a template. */
export async function isTemplateInUse(tx: Tx, chainId: string, templateId: string): Promise<boolean> {
  const [row] = await tx.execute<{ used: boolean }>(sql`
    select exists (
      select from reminder_rules
      where chain_id = ${chainId} and archived_at is null and (template_id = ${templateId} or confirmation_template_id = ${templateId})
    ) or exists (select from greeting_settings where chain_id = ${chainId} and template_id = ${templateId})
      or exists (select from recall_settings where chain_id = ${chainId} and template_id = ${templateId}) as used`)
  return row?.used ?? false
}

/** What counts in the length of a text: the operator's limit for the chain's location, and the longest names of its clinics. */
export async function findTextLimits(
  tx: Tx,
  chainId: string,
): Promise<{ maxCharacters: number; clinicName: number; clinicPhone: number; chainName: number }> {
  const [row] = await tx.execute<{
    maxCharacters: number | null
    clinicName: number
    clinicPhone: number
    chainName: number
  }>(sql`
    select (select max_characters from text_limits l where l.location = c.location) as "maxCharacters",
      coalesce((select max(length(name)) from clinics where chain_id = c.id), 0) as "clinicName",
      coalesce((select max(length(phone)) from clinics where chain_id = c.id), 0) as "clinicPhone", length(c.name) as "chainName"
    from chains c where c.id = ${chainId}`)
  if (!row) throw new Error(`chain ${chainId} does not exist`)
  return { ...row, maxCharacters: row.maxCharacters ?? DEFAULT_MAX_CHARACTERS }
}

/** How many patients of a chain, or of one of its clinics, have each language; null is no language. */
export async function countPatientsByLanguage(
  tx: Tx,
  chainId: string,
  clinicId: string | null = null,
): Promise<{ language: string | null; patients: number }[]> {
  return tx.execute(sql`
    select language, count(*)::int as patients from whole_chain.patients
    where chain_id = ${chainId} and not deceased and ${clinicId === null ? sql`true` : sql`clinic_id = ${clinicId}`}
    group by language`)
}

const COLUMNS = sql`t.id, t.purpose, t.name, t.variant_of as "variantOf", t.clinic_id as "clinicId", t.version,
  to_json(t.archived_at) #>> '{}' as "archivedAt", to_json(t.updated_at) #>> '{}' as "updatedAt", coalesce((
    select json_agg(json_build_object('language', x.language, 'subject', x.subject, 'body', x.body, 'endings', x.endings) order by x.language)
    from template_texts x where x.chain_id = t.chain_id and x.template_id = t.id and x.version = t.version
  ), '[]') as texts`
