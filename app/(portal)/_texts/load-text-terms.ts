import 'server-only'

import { tariffsInForce } from '#db/queries/billing.ts'
import { findChain } from '#db/queries/chains.ts'
import type { Clinic } from '#db/queries/clinics.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { countPatientsByLanguage, findTextLimits } from '#db/queries/templates.ts'
import { dayIn, dayPlus } from '#lib/core/calendar-day.ts'
import { SAMPLE_CONTACT_CODE } from '#lib/core/contact-code.ts'
import { optOutLink, visitLink } from '#lib/core/delivery-text.ts'
import { priceOf } from '#lib/core/pricing.ts'
import { sampleVisitValues } from '#lib/core/sample-visits.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { TextTerms } from './text-terms.ts'

const DAYS_TO_SAMPLE_VISIT = 3

/** What texts of a chain are written and counted with; of one clinic, its own name and patients. `written` are languages that have a text. */
export async function loadTextTerms(
  ctx: Ctx,
  { clinicId = null, written = [] }: { clinicId?: string | null; written?: readonly string[] } = {},
): Promise<TextTerms> {
  const { chainId, now } = ctx
  const { chain, clinics, limits, tariffs, counted } = await inChain(ctx, async (tx) => {
    const chain = await findChain(tx, chainId)
    if (!chain) throw new Error('a signed-in person has a chain')
    return {
      chain,
      clinics: (await listClinics(tx, chainId)).filter(({ id }) => clinicId === null || id === clinicId),
      limits: await findTextLimits(tx, chainId),
      tariffs: await tariffsInForce(tx, chain.location, now),
      counted: await countPatientsByLanguage(tx, chainId, clinicId),
    }
  })
  const { maxCharacters, clinicName, clinicPhone, chainName } = limits
  const { PUBLIC_URL } = env()
  const links = { visit_link: visitLink(PUBLIC_URL, SAMPLE_CONTACT_CODE), chain_name: chain.name }
  const day = dayPlus(dayIn(chain.zone, now), DAYS_TO_SAMPLE_VISIT)
  const times = { localTime: `${day}T14:30`, oldLocalTime: `${dayPlus(day, -1)}T09:00` }
  const languages = [...new Set([...chain.languages, ...written])]
  const sample = (language: string) => ({
    typical: { ...sampleVisitValues(language, 'typical', times), ...links, ...clinicValues(clinics[0]) },
    longest: {
      ...sampleVisitValues(language, 'longest', times),
      ...links,
      ...clinicValues(clinics.toSorted(byNameLength)[0]),
    },
  })
  return {
    languages,
    senderName: chain.senderName,
    location: chain.location,
    now: now.toISOString(),
    maxCharacters,
    lengths: {
      linkCharacters: links.visit_link.length,
      longest: { clinic_name: clinicName, clinic_phone: clinicPhone, chain_name: chainName },
    },
    optOutLink: optOutLink(PUBLIC_URL, SAMPLE_CONTACT_CODE),
    smsMicro: priceOf(tariffs, { channel: 'sms', country: chain.location, at: now })?.priceMicro ?? 0,
    samples: Object.fromEntries(languages.map((language) => [language, sample(language)])),
    patients: byChainLanguage(counted, chain.languages),
  }
}

function clinicValues(clinic: Clinic | undefined) {
  return clinic ? { clinic_name: clinic.name, clinic_phone: clinic.phone } : {}
}

function byNameLength(a: Clinic, b: Clinic): number {
  return b.name.length - a.name.length
}

// A language that the chain does not write in is as good as none (lib/core/automatic-recipient.ts).
function byChainLanguage(counted: TextTerms['patients'], languages: readonly string[]): TextTerms['patients'] {
  const known = languages.map((language) => ({
    language,
    patients: counted.find((row) => row.language === language)?.patients ?? 0,
  }))
  const all = counted.reduce((sum, { patients }) => sum + patients, 0)
  return [...known, { language: null, patients: all - known.reduce((sum, { patients }) => sum + patients, 0) }]
}
