import type { Group, GroupTerms, MergedNames, Rendering } from '#db/queries/preview-groups.ts'
import { namesKey, renderingKey } from '#db/queries/preview-groups.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import { deliveryTextOf, placeholdersOf } from '#lib/core/delivery-text.ts'
import type { Placeholder } from '#lib/core/placeholders.ts'
import { compileComposition } from '#lib/core/placeholders.ts'
import { costMicro } from '#lib/core/pricing.ts'
import type { SmsEncoding } from '#lib/core/sms-segments.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'

// Exact lengths without rendering everybody: texts of one group are equally long, so one of them is rendered and counted. What it is
// rendered with is made up, as long and as wide as the real names; names of irregular shape are the real ones.

export type TextSize = {
  encoding: SmsEncoding
  /** Length in the encoding's own unit. */
  units: number
  /** 0 for an e-mail, which has no parts, and for a text of which nothing is left. */
  segments: number
  /** Nothing to say: all of it was placeholders without a value. Nobody is sent that. */
  blank: boolean
}

export type SizedGroup = Group & TextSize & { country: string; priceMicro: number; costMicro: number }

/** As long as a contact link's code, and as plain. */
export const SAMPLE_CODE = 'a'.repeat(12)

/** What of a patient's own data a text puts in, and how closely it has to be looked at. */
export function mergedNamesOf(wording: Wording): MergedNames {
  const parts = [wording.subject, wording.body].flatMap((text) => compileComposition(text).parts)
  const used = new Set(parts.flatMap((part) => ('placeholder' in part ? [part.placeholder] : [])))
  const closely = parts.some((part) => 'literal' in part && JOINS_WHAT_IS_BEFORE.test(part.literal)) ? 'value' : 'shape'
  return {
    firstName: used.has('first_name') ? closely : 'none',
    lastName: used.has('last_name') ? closely : 'none',
    clinic: used.has('clinic_name') || used.has('clinic_phone'),
  }
}

// A mark that an author wrote right behind a placeholder may become one character with the last letter of a name.
const JOINS_WHAT_IS_BEFORE = /^(?:\p{M}|\u200c|\u200d|[\u1160-\u11ff])/u

/** Clinics with the same name and number share a number, from 1. */
export function clinicNumbersOf(
  clinics: readonly { id: string; name: string; phone: string | null }[],
): GroupTerms['clinicNumbers'] {
  const numbers = new Map<string, number>()
  return clinics.map(({ id, name, phone }) => {
    const values = JSON.stringify([name, phone])
    const number = numbers.get(values) ?? numbers.size + 1
    numbers.set(values, number)
    return { clinicId: id, number }
  })
}

/** A function that gives the size of a group's texts; each rendering is made once. */
export function textSizer({
  terms,
  wordings,
  clinics,
  chainName,
  publicUrl,
}: {
  terms: Pick<GroupTerms, 'languages' | 'clinicNumbers'>
  wordings: readonly Wording[]
  clinics: readonly { id: string; name: string; phone: string | null }[]
  chainName: string
  publicUrl: string
}): (rendering: Rendering) => TextSize {
  const renderers = new Map(wordings.map((wording) => [wording.language, rendererOf(wording, publicUrl)]))
  const known = new Map<string, TextSize>()

  return (rendering) => {
    const key = `${renderingKey(rendering)} ${namesKey(rendering)}`
    const size = known.get(key) ?? sizeOf(rendering)
    known.set(key, size)
    return size
  }

  function sizeOf({ textN, clinicN, firstShape, lastShape, names }: Rendering): TextSize {
    const renderer = renderers.get(terms.languages[textN - 1] ?? '')
    if (!renderer) throw new Error(`no text in language ${textN}`)
    const clinicId = terms.clinicNumbers.find(({ number }) => number === clinicN)?.clinicId
    const clinic = clinics.find(({ id }) => id === clinicId)
    return renderer({
      first_name: names?.first ?? standIn(firstShape),
      last_name: names?.last ?? standIn(lastShape),
      clinic_name: clinic?.name ?? '',
      clinic_phone: clinic?.phone ?? '',
      chain_name: chainName,
    })
  }
}

/** Groups of those who get a text, with what each of their texts takes and costs. */
export function sizedGroups(
  groups: readonly Group[],
  terms: Pick<GroupTerms, 'prices' | 'channel'>,
  sizeOf: (rendering: Rendering) => TextSize,
): SizedGroup[] {
  return groups.flatMap((group) => {
    if (group.reason !== 0) return []
    const price = terms.prices[group.countryN - 1]
    if (!price) throw new Error(`no price under number ${group.countryN}`)
    const size = sizeOf(group)
    const { country, priceMicro } = price
    return [{ ...group, ...size, country, priceMicro, costMicro: costOf(terms.channel, size, priceMicro) }]
  })
}

/** What one text costs: an e-mail by the piece, an SMS by the part. */
export function costOf(channel: 'sms' | 'email', { segments, blank }: TextSize, priceMicro: number): number {
  if (blank) return 0
  return channel === 'email' ? priceMicro : costMicro(segments, priceMicro)
}

function rendererOf(wording: Wording, publicUrl: string): (values: Record<Placeholder, string>) => TextSize {
  const placeholders = placeholdersOf(wording)
  const render = deliveryTextOf(wording, publicUrl)
  return (values) => {
    const { text } = render([...placeholders.map((name) => values[name]), SAMPLE_CODE])
    const { encoding, units, segments } = countSmsSegments(text)
    return { encoding, units, segments: wording.channel === 'email' ? 0 : segments, blank: text === '' }
  }
}

/** A made-up value of a shape: any letter is like any other. */
function standIn(shape: number): string {
  return shape < 0 ? 'ж'.repeat(-shape) : 'x'.repeat(shape)
}
