import 'server-only'

import { tariffsInForce } from '#db/queries/billing.ts'
import { findChain } from '#db/queries/chains.ts'
import { countVisitorsByLanguage, listSampleVisits } from '#db/queries/sample-visits.ts'
import { VISIT_PURPOSES } from '#lib/core/template-text.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { LoadedRules } from '../load-rules.ts'
import type { RuleFormData } from './rule-form.tsx'
import type { RuleValues } from './rule-values.ts'

const VISITOR_DAYS = 7

/** What the form of a rule needs beside its values: templates, real visits to show them with, and prices. */
export async function loadRuleForm(
  ctx: Ctx,
  { templates, clinics }: LoadedRules,
  values: RuleValues,
): Promise<RuleFormData> {
  const { chain, tariffs, samples, visitors } = await inChain(ctx, async (tx) => {
    const chain = await findChain(tx, ctx.chainId)
    return {
      chain,
      tariffs: chain ? await tariffsInForce(tx, chain.location, ctx.now) : [],
      samples: await listSampleVisits(tx, ctx),
      visitors: await countVisitorsByLanguage(tx, ctx, VISITOR_DAYS),
    }
  })
  const forVisits = templates.filter(({ purpose }) => VISIT_PURPOSES.some((one) => one === purpose))
  return {
    values,
    templates: forVisits.map(({ id, name, purpose, variantOf, clinicId, texts }) => ({
      ...{ id, name, purpose, variantOf, clinicId, texts },
    })),
    clinics: clinics.map(({ id, name }) => ({ id, name })),
    mayAll: ctx.clinicIds === 'all' && values.overrideOf === '',
    languages: chain?.languages ?? [],
    senderName: chain?.senderName ?? '',
    samples,
    visitors,
    visitorDays: VISITOR_DAYS,
    terms: {
      chainName: chain?.name ?? '',
      publicUrl: env().PUBLIC_URL,
      prices: tariffs.map(({ channel, country, priceMicro }) => ({ channel, country, priceMicro })),
    },
  }
}
