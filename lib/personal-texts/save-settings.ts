import type { Tx } from '#db/client.ts'
import {
  findGreetingSettings,
  findRecallSettings,
  writeGreetingSettings,
  writeRecallSettings,
} from '#db/queries/personal-settings.ts'
import type { PersonalKind } from '#db/queries/personal-texts.ts'
import { findTemplate } from '#db/queries/templates.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { SaveGreetingSettingsInput, SaveRecallSettingsInput } from '#lib/personal-texts/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Sets how a chain greets on birthdays; whether it does is its switch. @throws Refusal forbidden, template_unknown */
export async function saveGreetingSettings(ctx: Ctx, input: SaveGreetingSettingsInput): Promise<void> {
  requireWholeChain(ctx)
  await inChain(ctx, async (tx) => {
    await requireTemplate(tx, ctx, input.templateId, 'greeting')
    const before = await findGreetingSettings(tx, ctx.chainId)
    await writeGreetingSettings(tx, ctx.chainId, input)
    await recordAudit(tx, ctx, { action: 'greeting.save', before, after: input })
  })
}

/** Sets how a chain recalls those who have not come for long; whether it does is its switch. @throws Refusal forbidden, template_unknown */
export async function saveRecallSettings(ctx: Ctx, input: SaveRecallSettingsInput): Promise<void> {
  requireWholeChain(ctx)
  await inChain(ctx, async (tx) => {
    await requireTemplate(tx, ctx, input.templateId, 'recall')
    const before = await findRecallSettings(tx, ctx.chainId)
    await writeRecallSettings(tx, ctx.chainId, input)
    await recordAudit(tx, ctx, { action: 'recall.save', before, after: input })
  })
}

async function requireTemplate(tx: Tx, { chainId }: Ctx, templateId: string, purpose: PersonalKind): Promise<void> {
  const template = await findTemplate(tx, chainId, templateId)
  const fits = template?.purpose === purpose && template.variantOf === null && template.archivedAt === null
  if (!fits) throw new Refusal('template_unknown', {}, 'templateId')
}

// How a chain greets is said for all of its clinics; what a clinic may say is whether it takes part, and in which words.
function requireWholeChain({ clinicIds }: Ctx): void {
  if (clinicIds !== 'all') throw new Refusal('forbidden')
}
