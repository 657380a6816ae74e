import { insertConsentPolicy, listConsentPolicies, lockConsentPolicy } from '#db/queries/consents.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { SavePolicyInput } from '#lib/consents/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * A new version of what the chain shows when it asks for consent. Consents that were given keep the words they were given on. Saving what
 * stands there already makes no version.
 *
 * @throws Refusal conflict when somebody else has saved another version meanwhile
 */
export async function savePolicy(ctx: Ctx, input: SavePolicyInput): Promise<{ version: number }> {
  const texts = input.languages
    .map((language, index) => ({ language, body: input.bodies[index] ?? '' }))
    .filter(({ body }) => body !== '')
  return inChain(ctx, async (tx) => {
    const newest = await lockConsentPolicy(tx, ctx.chainId)
    if (newest !== input.version) throw new Refusal('conflict')
    const standing = (await listConsentPolicies(tx, ctx.chainId)).filter(({ version }) => version === newest)
    const same = texts.every(({ language, body }) => standing.some((s) => s.language === language && s.body === body))
    if (same && texts.length === standing.length) return { version: newest }

    const version = newest + 1
    await insertConsentPolicy(tx, { chainId: ctx.chainId, version, savedBy: ctx.staffId }, texts)
    const languages = texts.map(({ language }) => language)
    await recordAudit(tx, ctx, {
      action: 'consent_wording.save',
      before: { version: newest },
      after: { version, languages },
    })
    return { version }
  })
}
