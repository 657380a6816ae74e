import { isTemplateInUse, lockTemplate, setTemplateArchived } from '#db/queries/templates.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { ArchiveTemplateInput } from '#lib/templates/inputs.ts'

/** Puts a template away, or takes it out again; with its clinics' variants. @throws Refusal not_found, template_in_use */
export async function archiveTemplate(ctx: Ctx, { templateId, archived }: ArchiveTemplateInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const template = await lockTemplate(tx, ctx.chainId, templateId)
    if (!template) throw new Refusal('not_found')
    if (archived && (await isTemplateInUse(tx, ctx.chainId, templateId))) throw new Refusal('template_in_use')
    await setTemplateArchived(tx, ctx.chainId, templateId, archived)
    await recordAudit(tx, ctx, { action: 'template.archive', entityId: templateId, after: { archived } })
  })
}
