import { bringTemplateBack, isTemplateInUse, lockTemplate, putTemplateAway } from '#db/queries/templates.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { ArchiveTemplateInput } from '#lib/templates/inputs.ts'
import { mayWriteTemplate } from '#lib/templates/may-write.ts'

/**
 * Puts a template away with its clinics' variants, or takes it out again. A variant that is put away gives its clinic back to the
 * chain's text; it does not come back, for the clinic may have another by then.
 *
 * @returns the template whose page to show afterwards: of a variant, the chain's
 * @throws Refusal not_found, template_in_use, template_name_taken
 */
export async function archiveTemplate(
  ctx: Ctx,
  { templateId, archived }: ArchiveTemplateInput,
): Promise<{ templateId: string }> {
  return inChain(ctx, async (tx) => {
    const { chainId } = ctx
    const template = await lockTemplate(tx, chainId, templateId)
    if (!template || !mayWriteTemplate(ctx, template.clinicId)) throw new Refusal('not_found')
    const shown = { templateId: template.variantOf ?? templateId }
    if ((template.archivedAt !== null) === archived) return shown
    if (archived) {
      if (await isTemplateInUse(tx, chainId, templateId)) throw new Refusal('template_in_use')
      await putTemplateAway(tx, chainId, templateId)
    } else {
      if (template.variantOf !== null) throw new Refusal('not_found')
      if (!(await bringTemplateBack(tx, chainId, template))) throw new Refusal('template_name_taken')
    }
    await recordAudit(tx, ctx, { action: 'template.archive', entityId: templateId, after: { archived } })
    return shown
  })
}
