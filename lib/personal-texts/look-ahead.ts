import type { Tx } from '#db/client.ts'
import { listTemplateTexts } from '#db/queries/automatic-texts.ts'
import { listAheadGroups, listAheadPeople } from '#db/queries/personal-ahead.ts'
import { findGreetingSettings, findRecallSettings } from '#db/queries/personal-settings.ts'
import type { PersonalKind } from '#db/queries/personal-texts.ts'
import { listVariants } from '#db/queries/templates.ts'
import { dayIn, daysFrom } from '#lib/core/calendar-day.ts'
import { placeholdersOf } from '#lib/core/delivery-text.ts'
import { automaticTerms } from '#lib/deliveries/automatic-wordings.ts'
import type { AheadFigures } from '#lib/personal-texts/ahead-figures.ts'
import { figuresOf, outcomeOf } from '#lib/personal-texts/ahead-figures.ts'
import type { Ctx } from '#lib/runtime/context.ts'

export const DAYS_AHEAD = 14
const PEOPLE_LOOKED_AT = 60
const PEOPLE_SHOWN = 12

/** One patient of the days ahead with the very text they would get. */
export type AheadSample = {
  patientId: string
  name: string
  day: string
  language: string
  text: string
  segments: number
  costMicro: number
  values: string[]
}

export type LookAhead = AheadFigures & { samples: AheadSample[] }

/**
 * What greetings, or recall, would send in the days ahead with the chain's switch on: who, why not, in how many parts and at what
 * cost; the same rows, reasons and rendering as when they are sent. Null without settings. A booking made tomorrow changes it.
 */
export async function lookAhead(tx: Tx, ctx: Ctx, kind: PersonalKind, zone: string): Promise<LookAhead | null> {
  const { chainId, now } = ctx
  const settings = kind === 'greeting' ? await findGreetingSettings(tx, chainId) : await findRecallSettings(tx, chainId)
  if (!settings) return null
  const horizon = { now, days: DAYS_AHEAD, asIfOn: true }
  const variants = await listVariants(tx, chainId, settings.templateId)
  const templateIds = [settings.templateId, ...variants.map(({ id }) => id)]
  const texts = await listTemplateTexts(tx, chainId, templateIds)
  const withNames = texts.some((text) => placeholdersOf(text).some((name) => NAMES.has(name)))
  const terms = await automaticTerms(tx, ctx, kind, templateIds, { freeze: false })
  const groups = await listAheadGroups(tx, ctx, kind, horizon, withNames)
  const people = await listAheadPeople(tx, ctx, kind, horizon, PEOPLE_LOOKED_AT)
  const samples = people.flatMap((person) => {
    const outcome = outcomeOf(person, terms)
    if ('reason' in outcome) return []
    const { filled, recipient } = outcome
    const { patientId, fullName: name, day } = person
    const { params, text, segments, priceMicro: costMicro } = filled
    return [
      { patientId, name, day, language: recipient.language, text: text.text, segments, costMicro, values: params },
    ]
  })
  return {
    ...figuresOf(groups, daysFrom(dayIn(zone, now), DAYS_AHEAD), terms),
    samples: samples.slice(0, PEOPLE_SHOWN),
  }
}

const NAMES: ReadonlySet<string> = new Set(['first_name', 'last_name'])
