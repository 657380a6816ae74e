import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { Ending } from '#lib/core/template-text.ts'

export type TemplateVersion = {
  version: number
  name: string
  savedAt: Date
  /** Null for what no person saved, or who has left. */
  savedBy: string | null
  texts: { language: string; subject: string; body: string; endings: Ending[] }[]
}

/** Versions of a template, the newest first, each with its texts; those before `before`, at most `limit`. */
export async function listTemplateVersions(
  tx: Tx,
  chainId: string,
  templateId: string,
  { before = null, limit }: { before?: number | null; limit: number },
): Promise<TemplateVersion[]> {
  const rows = await tx.execute<Omit<TemplateVersion, 'savedAt'> & { savedAt: string }>(sql`
    select v.version, v.name, to_json(v.saved_at) #>> '{}' as "savedAt", s.name as "savedBy", coalesce((
      select json_agg(json_build_object('language', x.language, 'subject', x.subject, 'body', x.body, 'endings', x.endings) order by x.language)
      from template_texts x where x.chain_id = v.chain_id and x.template_id = v.template_id and x.version = v.version
    ), '[]') as texts
    from template_versions v left join staff s on s.id = v.saved_by
    where v.chain_id = ${chainId} and v.template_id = ${templateId} and ${before === null ? sql`true` : sql`v.version < ${before}`}
    order by v.version desc limit ${limit}`)
  return rows.map((row) => ({ ...row, savedAt: new Date(row.savedAt) }))
}
