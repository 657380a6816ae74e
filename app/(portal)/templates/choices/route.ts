import type { NextRequest } from 'next/server'

import { listClinics } from '#db/queries/clinics.ts'
import { listTemplates } from '#db/queries/templates.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { mayWriteTemplate } from '#lib/templates/may-write.ts'
import { admit } from '#lib/web/require-staff.ts'
import type { TemplateChoices } from '../../_texts/template-choice.ts'

const PURPOSES = ['bulk', 'private'] as const

/** Templates that a message may begin with, the chain's and those of one's own clinics; asked when somebody opens the list. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await admit('template.read')
  if (ctx === 'signed_out') return new Response(null, { status: 401 })
  if (ctx === 'forbidden') return new Response(null, { status: 403 })
  const purpose = PURPOSES.find((known) => known === request.nextUrl.searchParams.get('purpose'))
  if (!purpose) return new Response(null, { status: 400 })
  const { templates, clinics } = await inChain(ctx, async (tx) => ({
    templates: await listTemplates(tx, ctx.chainId, { purpose }),
    clinics: await listClinics(tx, ctx.chainId),
  }))
  const own = templates.filter(({ clinicId }) => clinicId === null || mayWriteTemplate(ctx, clinicId))
  const choices: TemplateChoices = {
    templates: own.map(({ id, name, clinicId, texts }) => ({
      ...{ id, name },
      clinicName: clinics.find((clinic) => clinic.id === clinicId)?.name ?? null,
      texts: texts.map(({ language, subject, body }) => ({ language, subject, body })),
    })),
    maySave: may(ctx.role, 'template.write') && mayWriteTemplate(ctx, null),
  }
  return Response.json(choices, { headers: { 'cache-control': 'private, no-store' } })
}
