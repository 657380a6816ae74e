import { insertTemplateTexts, lockTemplate, raiseTemplate } from '#db/queries/templates.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { checkedTexts } from '#lib/templates/checked-texts.ts'
import type { SaveTemplateInput } from '#lib/templates/inputs.ts'
import { mayWriteTemplate } from '#lib/templates/may-write.ts'

/**
 * Saves a template as its next version. Every text written from now on takes it; those written before keep theirs. Its rules stay
 * as they are, for a moment does not depend on words.
 *
 * @throws Refusal not_found, conflict (somebody else has saved it), template_name_taken, and what is wrong with a text
 */
export async function saveTemplate(ctx: Ctx, input: SaveTemplateInput): Promise<{ version: number }> {
  return inChain(ctx, async (tx) => {
    const { chainId } = ctx
    const { templateId, name } = input
    const before = await lockTemplate(tx, chainId, templateId)
    if (!before || before.archivedAt !== null || !mayWriteTemplate(ctx, before.clinicId)) throw new Refusal('not_found')
    if (before.version !== input.version) throw new Refusal('conflict')
    const texts = await checkedTexts(tx, ctx, before.purpose, input.texts)
    if (!(await raiseTemplate(tx, { chainId, templateId, name, savedBy: ctx.staffId })))
      throw new Refusal('template_name_taken', {}, 'name')
    const version = before.version + 1
    await insertTemplateTexts(tx, { chainId, templateId, version }, texts)
    await recordAudit(tx, ctx, {
      action: 'template.save',
      entityId: templateId,
      before: { version: before.version, name: before.name },
      after: { version, name, languages: texts.map(({ language }) => language) },
    })
    return { version }
  })
}
