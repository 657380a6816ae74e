import type { SendCampaignInput } from '#lib/campaigns/inputs.ts'
import type { CampaignPreview } from '#lib/campaigns/preview-figures.ts'
import type { Refused } from '#lib/web/staff-action.ts'

/** The figures that a sender had before their eyes when they pressed Send. */
export type SeenFigures = { willGet: number; leftOut: number; segments: number; costMicro: number }

export type TypedToSend = {
  when: 'now' | 'later'
  sendAtLocal: string
  typedPeople: string
  debtAgreed: boolean
  useReserve: boolean
}

/** Null before the first press; a send that succeeds leads away from the page. */
export type SendState = { refused: Refused; seen: SeenFigures | null; typed: TypedToSend } | null

export function figuresOf(preview: CampaignPreview): SeenFigures {
  const { people, willGet, segments, costMicro } = preview
  return { willGet, leftOut: people - willGet, segments, costMicro }
}

export function agreementFrom(form: FormData): SendCampaignInput {
  const typed = String(form.get('typedPeople') ?? '')
  return {
    campaignId: String(form.get('campaignId')),
    sendKey: String(form.get('sendKey')),
    fingerprint: String(form.get('fingerprint')),
    ...(form.has('debtAgreed') && { debtAgreed: true }),
    ...(form.has('useReserve') && { useReserve: true }),
    ...(typed.trim() !== '' && { typedPeople: countTyped(typed) }),
  }
}

export function typedFrom(form: FormData): TypedToSend {
  return {
    when: form.get('when') === 'later' ? 'later' : 'now',
    sendAtLocal: String(form.get('sendAtLocal') ?? ''),
    typedPeople: String(form.get('typedPeople') ?? ''),
    debtAgreed: form.has('debtAgreed'),
    useReserve: form.has('useReserve'),
  }
}

export function seenFrom(form: FormData): SeenFigures | null {
  try {
    return JSON.parse(String(form.get('seen'))) as SeenFigures
  } catch {
    return null
  }
}

/** A count as people type it: "6 202" and "6202" are one. What is no number is 0, which no count is. */
export function countTyped(typed: string): number {
  const digits = typed.replace(/[\s.,]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : 0
}
