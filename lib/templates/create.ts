import type { Tx } from '#db/client.ts'
import { findClinic } from '#db/queries/clinics.ts'
import { findTemplate, insertTemplate, insertTemplateTexts } from '#db/queries/templates.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { checkedTexts } from '#lib/templates/checked-texts.ts'
import type { CreateTemplateInput } from '#lib/templates/inputs.ts'
import { mayWriteTemplate } from '#lib/templates/may-write.ts'

/**
 * Makes a template of a chain, or a clinic's own variant of one, which then stands in for it at that clinic.
 *
 * @throws Refusal forbidden, template_name_taken, template_variant_exists, template_unknown, clinic_unknown, and what is wrong with a text
 */
export async function createTemplate(ctx: Ctx, input: CreateTemplateInput): Promise<{ templateId: string }> {
  return inChain(ctx, async (tx) => {
    const { variant } = input
    if (!mayWriteTemplate(ctx, variant?.clinicId ?? null)) throw new Refusal('forbidden')
    const { purpose, name } = variant ? await originalOf(tx, ctx, variant) : input
    const texts = await checkedTexts(tx, ctx, purpose, input.texts)
    const { chainId, staffId: createdBy } = ctx
    const templateId = await insertTemplate(tx, {
      ...{ chainId, purpose, name, createdBy },
      variantOf: variant?.of ?? null,
      clinicId: variant?.clinicId ?? null,
    })
    if (!templateId) throw new Refusal(variant ? 'template_variant_exists' : 'template_name_taken', {}, 'name')
    await insertTemplateTexts(tx, { chainId, templateId, version: 1 }, texts)
    const after = { purpose, languages: texts.map(({ language }) => language), clinicId: variant?.clinicId ?? null }
    await recordAudit(tx, ctx, { action: 'template.create', entityId: templateId, after })
    return { templateId }
  })
}

// A variant goes by its original's name, and serves what that serves.
async function originalOf(tx: Tx, { chainId }: Ctx, { of, clinicId }: { of: string; clinicId: string }) {
  if (!(await findClinic(tx, chainId, clinicId))) throw new Refusal('clinic_unknown', {}, 'clinicId')
  const original = await findTemplate(tx, chainId, of)
  if (!original || original.variantOf !== null || original.archivedAt !== null) throw new Refusal('template_unknown')
  return original
}
