import type { Tx } from '#db/client.ts'
import { listTemplateTexts } from '#db/queries/automatic-texts.ts'
import type { AheadPerson } from '#db/queries/personal-ahead.ts'
import { listAheadGroups, listAheadPeople } from '#db/queries/personal-ahead.ts'
import type { Horizon } from '#db/queries/personal-occasions.ts'
import { findGreetingSettings, findRecallSettings } from '#db/queries/personal-settings.ts'
import type { PersonalKind } from '#db/queries/personal-texts.ts'
import { listVariants } from '#db/queries/templates.ts'
import { dayIn, daysFrom } from '#lib/core/calendar-day.ts'
import { placeholdersOf } from '#lib/core/delivery-text.ts'
import type { AutomaticTerms } from '#lib/deliveries/automatic-wordings.ts'
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
 * cost; with some of the texts. Null without settings. A booking made tomorrow changes it.
 */
export async function lookAhead(tx: Tx, ctx: Ctx, kind: PersonalKind, zone: string): Promise<LookAhead | null> {
  const horizon = { now: ctx.now, days: DAYS_AHEAD, asIfOn: true }
  const terms = await termsOf(tx, ctx, kind)
  if (!terms) return null
  const people = await listAheadPeople(tx, ctx, kind, horizon, PEOPLE_LOOKED_AT)
  const samples = people.flatMap((person) => sampleOf(person, terms))
  return { ...(await figures(tx, ctx, kind, horizon, zone, terms)), samples: samples.slice(0, PEOPLE_SHOWN) }
}

/** The figures alone, as the switches stand: the same rows, reasons and rendering as when they are sent. Null without settings. */
export async function figuresAhead(
  tx: Tx,
  ctx: Ctx,
  kind: PersonalKind,
  { zone, days }: { zone: string; days: number },
): Promise<AheadFigures | null> {
  const terms = await termsOf(tx, ctx, kind)
  return terms && figures(tx, ctx, kind, { now: ctx.now, days, asIfOn: false }, zone, terms)
}

async function figures(tx: Tx, ctx: Ctx, kind: PersonalKind, horizon: Horizon, zone: string, terms: Terms) {
  const groups = await listAheadGroups(tx, ctx, kind, horizon, terms.withNames)
  return figuresOf(groups, daysFrom(dayIn(zone, ctx.now), horizon.days), terms)
}

type Terms = AutomaticTerms & { withNames: boolean }

async function termsOf(tx: Tx, ctx: Ctx, kind: PersonalKind): Promise<Terms | null> {
  const { chainId } = ctx
  const settings = kind === 'greeting' ? await findGreetingSettings(tx, chainId) : await findRecallSettings(tx, chainId)
  if (!settings) return null
  const variants = await listVariants(tx, chainId, settings.templateId)
  const templateIds = [settings.templateId, ...variants.map(({ id }) => id)]
  const texts = await listTemplateTexts(tx, chainId, templateIds)
  const withNames = texts.some((text) => placeholdersOf(text).some((name) => NAMES.has(name)))
  return { ...(await automaticTerms(tx, ctx, kind, templateIds, { freeze: false })), withNames }
}

function sampleOf(person: AheadPerson, terms: AutomaticTerms): AheadSample[] {
  const outcome = outcomeOf(person, terms)
  if ('reason' in outcome) return []
  const { filled, recipient } = outcome
  const { patientId, fullName: name, day } = person
  const { params: values, text, segments, priceMicro: costMicro } = filled
  return [{ patientId, name, day, language: recipient.language, text: text.text, segments, costMicro, values }]
}

const NAMES: ReadonlySet<string> = new Set(['first_name', 'last_name'])
