import 'server-only'
import { notFound } from 'next/navigation'

import { findChain } from '#db/queries/chains.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { listTemplateUses } from '#db/queries/template-list.ts'
import { listTemplateVersions } from '#db/queries/template-versions.ts'
import { findTemplate, listVariants } from '#db/queries/templates.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

export const VERSIONS_SHOWN = 10

/** A template with everything that its page shows; a clinic's own text with the chain's that it stands in for. */
export async function loadTemplate(ctx: Ctx, templateId: string, olderThan: number | null) {
  const { chainId } = ctx
  return inChain(ctx, async (tx) => {
    const template = await findTemplate(tx, chainId, templateId)
    if (!template) return notFound()
    const original = template.variantOf ? await findTemplate(tx, chainId, template.variantOf) : null
    return {
      template,
      original,
      clinics: await listClinics(tx, chainId),
      variants: original ? [] : await listVariants(tx, chainId, templateId),
      uses: await listTemplateUses(tx, chainId, [original?.id ?? templateId]),
      // One more than is shown: the oldest on the page is compared with it.
      versions: await listTemplateVersions(tx, chainId, templateId, { before: olderThan, limit: VERSIONS_SHOWN + 1 }),
      zone: (await findChain(tx, chainId))?.zone ?? 'Europe/Tallinn',
    }
  })
}

export type LoadedTemplate = Awaited<ReturnType<typeof loadTemplate>>
