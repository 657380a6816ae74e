import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import type { SmsEncoding } from '#lib/core/sms-segments.ts'

// What the preview of a campaign says, in plain data for the screen. Money is in micro-euros.
// Everywhere `people` are those whom the filter finds, `willGet` those of them who get a text.

/** A count of people before there are texts: who could be reached if every language had one. */
export type AudienceCount = {
  people: number
  /** By the patients' own language; null stands for none or one that the chain does not write in. */
  languages: { language: string | null; people: number; reachable: number }[]
  leftOut: ReasonCount[]
}

export type ReasonCount = { reason: LeftOutReason; people: number }

export type CampaignPreview = {
  /** People whose number several patients share, where a private message to them names a debt. */
  debtAtSharedNumbers: number
  people: number
  willGet: number
  segments: number
  costMicro: number
  languages: LanguageFigures[]
  /** By country of the number, dearest first. */
  countries: CountryFigures[]
  leftOut: ReasonCount[]
  samples: PreviewSample[]
  /** Null for roles that do not see the chain's money. */
  balance: { availableMicro: number; afterMicro: number; missingMicro: number; reserveMicro: number } | null
  /** Whether it would take of what is kept for the reminders of so many coming days: only with its sender's word. */
  reserve: { days: number; isEaten: boolean }
  findings: PurposeFinding[]
  /** An offer where advertising of health services is restricted by law. */
  advertisingNotice: boolean
  hours: SendingHoursNow
  /** What Send and Schedule would refuse, each with the field it belongs to; not the hour, which `hours` tells. */
  problems: PreviewProblem[]
  /** Stands for all the figures and texts above; Send takes it back to see whether anything has changed. */
  fingerprint: string
  /** It is above the chain's limit: a second person sends it. */
  needsApproval: boolean
}

export type LanguageFigures = {
  /** The patients' own language; null stands for none or one that the chain does not write in. */
  language: string | null
  /** The language of the text they get; null when there is none. */
  textLanguage: string | null
  people: number
  willGet: number
  leftOut: Partial<Record<LeftOutReason, number>>
  bySegments: { segments: number; texts: number }[]
  segments: number
  costMicro: number
}

export type CountryFigures = {
  country: string
  texts: number
  segments: number
  /** Price of one segment, or of one e-mail. */
  priceMicro: number
  costMicro: number
}

export const SAMPLE_KINDS = ['typical', 'longest', 'dearest'] as const
export type SampleKind = (typeof SAMPLE_KINDS)[number]

/** A real recipient's text, exactly as it would be sent. */
export type PreviewSample = {
  /** Language of the text. */
  language: string
  kind: SampleKind
  patientId: string
  patientName: string
  clinicName: string
  subject?: string
  text: string
  /** What was merged in. */
  values: string[]
  encoding: SmsEncoding
  units: number
  segments: number
  costMicro: number
}

/** A word that reads like an offer in a text that is called a notice. */
export type PurposeFinding = { language: string; word: string }

export type SendingHoursNow = {
  /** Whether every clinic of the audience is within its sending hours at this moment. */
  insideNow: boolean
  /** The next moment at which all of them are; null when they are now. ISO 8601. */
  nextOpening: string | null
}

export type PreviewProblem = { code: string; params: Record<string, string | number>; field: string | null }
