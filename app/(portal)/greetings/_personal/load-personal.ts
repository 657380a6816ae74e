import 'server-only'

import { findChain } from '#db/queries/chains.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { findGreetingSettings, findRecallSettings } from '#db/queries/personal-settings.ts'
import type { PersonalKind } from '#db/queries/personal-texts.ts'
import { listSwitches } from '#db/queries/reminder-rules.ts'
import { listTemplates } from '#db/queries/templates.ts'
import { may } from '#lib/core/permissions.ts'
import { lookAhead } from '#lib/personal-texts/look-ahead.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { switchesOf } from '../../_category/clinic-switches.ts'

/** What the pages of greetings and of recall show; figures and clinics are those of the person who looks. */
export async function loadPersonal(ctx: Ctx, kind: PersonalKind) {
  const { chainId, clinicIds } = ctx
  const category = kind === 'greeting' ? ('greetings' as const) : ('recall' as const)
  return inChain(ctx, async (tx) => {
    const chain = await findChain(tx, chainId)
    if (!chain) throw new Error('a signed-in person has a chain')
    const { isOn, isOnAt, choiceOf } = switchesOf(await listSwitches(tx, chainId), category)
    const seen = (await listClinics(tx, chainId)).filter(({ id }) => clinicIds === 'all' || clinicIds.includes(id))
    const clinics = seen.map(({ id, name, closesAt }) => ({ id, name, closesAt, choice: choiceOf(id) }))
    return {
      ...{ kind, category, isOn, clinics },
      on: clinics.filter(({ id }) => isOnAt(id)).length,
      languages: chain.languages,
      zone: chain.zone,
      senderName: chain.senderName,
      greeting: await findGreetingSettings(tx, chainId),
      recall: await findRecallSettings(tx, chainId),
      templates: (await listTemplates(tx, chainId, { purpose: kind })).filter(({ variantOf }) => variantOf === null),
      ahead: await lookAhead(tx, ctx, kind, chain.zone),
      /** What holds for the whole chain, and what for a clinic of one's own. */
      mayChange: may(ctx.role, 'automatic.write') && clinicIds === 'all',
      mayChangeClinics: may(ctx.role, 'automatic.write'),
      mayWriteTemplates: may(ctx.role, 'template.write') && clinicIds === 'all',
    }
  })
}

export type LoadedPersonal = Awaited<ReturnType<typeof loadPersonal>>
