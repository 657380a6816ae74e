import type { Clinic } from '#db/queries/clinics.ts'
import type { Recipient } from '#db/queries/recipients.ts'
import type { PreviewSample, SampleKind } from '#lib/campaigns/preview-figures.ts'
import type { SizedGroup } from '#lib/campaigns/text-groups.ts'
import { SAMPLE_CODE } from '#lib/campaigns/text-groups.ts'
import type { DeliveryText, Wording } from '#lib/core/delivery-text.ts'
import { deliveryTextOf, placeholdersOf } from '#lib/core/delivery-text.ts'
import type { PlaceholderValues } from '#lib/core/placeholders.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'

export type ChosenSample = { kind: SampleKind; group: SizedGroup }

/** Of each language's texts one of median length, the longest, and the dearest where that is not the longest. */
export function chooseSamples(sized: readonly SizedGroup[]): ChosenSample[] {
  const texts = sized.filter(({ blank }) => !blank)
  return [...Map.groupBy(texts, ({ textN }) => textN)]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, of]) => {
      const byLength = of.toSorted((a, b) => a.segments - b.segments || a.units - b.units)
      const longest = byLength.at(-1)
      const dearest = of.toSorted((a, b) => b.costMicro - a.costMicro)[0]
      const typical = median(byLength)
      return [
        ...(typical ? [{ kind: 'typical' as const, group: typical }] : []),
        ...(longest && longest !== typical ? [{ kind: 'longest' as const, group: longest }] : []),
        ...(dearest && longest && dearest.costMicro > longest.costMicro
          ? [{ kind: 'dearest' as const, group: dearest }]
          : []),
      ]
    })
}

type Named = Pick<Recipient, 'firstName' | 'lastName'>
type Rendering = { wording: Wording; clinic: Clinic | undefined; chainName: string; publicUrl: string }

/** The sample as its patient would get it. */
export function renderSample(
  { kind, group }: ChosenSample,
  { recipient, ...rendering }: Rendering & { recipient: Recipient },
): PreviewSample {
  const { subject, text } = renderFor(recipient, rendering)
  const values = valuesOf(recipient, rendering)
  const { encoding, units } = countSmsSegments(text)
  return {
    language: rendering.wording.language,
    kind,
    patientId: recipient.id,
    patientName: `${recipient.firstName} ${recipient.lastName}`.trim(),
    clinicName: rendering.clinic?.name ?? '',
    ...(subject !== null && { subject }),
    text,
    values: placeholdersOf(rendering.wording).map((name) => values[name] ?? ''),
    encoding,
    units,
    segments: group.segments,
    costMicro: group.costMicro,
  }
}

/** A text as one patient would get it. Until it is sent nobody has a link of their own, so an offer shows one of the same length. */
export function renderFor(person: Named, rendering: Rendering): DeliveryText {
  const { wording, publicUrl } = rendering
  const values = valuesOf(person, rendering)
  const params = [...placeholdersOf(wording).map((name) => values[name] ?? ''), SAMPLE_CODE]
  return deliveryTextOf(wording, publicUrl)(params)
}

function valuesOf({ firstName, lastName }: Named, { clinic, chainName }: Rendering): PlaceholderValues {
  return {
    first_name: firstName,
    last_name: lastName,
    clinic_name: clinic?.name ?? '',
    clinic_phone: clinic?.phone ?? '',
    chain_name: chainName,
  }
}

function median(byLength: readonly SizedGroup[]): SizedGroup | undefined {
  const half = byLength.reduce((sum, { people }) => sum + people, 0) / 2
  let counted = 0
  return byLength.find(({ people }) => {
    counted += people
    return counted >= half
  })
}
