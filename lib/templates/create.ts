import type { Tx } from '#db/client.ts'
import { findTemplate, insertTemplate, insertTemplateTexts } from '#db/queries/templates.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { checkedTexts } from '#lib/templates/checked-texts.ts'
import type { CreateTemplateInput } from '#lib/templates/inputs.ts'

/**
 * Makes a template of a chain, or a clinic's own variant of one, which then stands in for it at that clinic.
 *
 * @throws Refusal template_name_taken, template_unknown, clinic_unknown, and what is wrong with a text
 */
export async function createTemplate(ctx: Ctx, input: CreateTemplateInput): Promise<{ templateId: string }> {
  return inChain(ctx, async (tx) => {
    const { variant, name } = input
    const purpose = variant ? await purposeOfOriginal(tx, ctx, variant) : input.purpose
    const texts = await checkedTexts(tx, ctx, purpose, input.texts)
    const { chainId, staffId: createdBy } = ctx
    const templateId = await insertTemplate(tx, {
      ...{ chainId, purpose, name, createdBy },
      variantOf: variant?.of ?? null,
      clinicId: variant?.clinicId ?? null,
    })
    if (!templateId) throw new Refusal('template_name_taken', {}, 'name')
    await insertTemplateTexts(tx, { chainId, templateId, version: 1 }, texts)
    const after = { purpose, languages: texts.map(({ language }) => language), clinicId: variant?.clinicId ?? null }
    await recordAudit(tx, ctx, { action: 'template.create', entityId: templateId, after })
    return { templateId }
  })
}

async function purposeOfOriginal(tx: Tx, ctx: Ctx, { of, clinicId }: { of: string; clinicId: string }) {
  if (ctx.clinicIds !== 'all' && !ctx.clinicIds.includes(clinicId)) throw new Refusal('clinic_unknown', {}, 'clinicId')
  const original = await findTemplate(tx, ctx.chainId, of)
  if (!original || original.variantOf !== null || original.archivedAt !== null) throw new Refusal('template_unknown')
  return original.purpose
}
