import type { CampaignChannel, CampaignPurpose, SaveCampaignInput } from '#lib/campaigns/inputs.ts'
import type { Audience } from '#lib/core/audience.ts'

// What the fields of the compose form hold: text as typed, so that nothing typed is ever lost to a wrong value.
// Names of fields are the paths of SaveCampaignInput, and so are the places of its mistakes.

export type AudienceValues = {
  clinicIds: string[]
  ageFrom: string
  ageTo: string
  gender: '' | 'female' | 'male'
  countries: string[]
  languages: string[]
  visit: { kind: Audience['visit']['kind']; from: string; to: string }
  noFutureAppointment: boolean
  debt: { kind: Audience['debt']['kind']; overEuros: string }
  notMessagedDays: string
  /** Of a private message; they are not changed here, and the server keeps them. */
  patientIds: string[] | null
}

export type ComposeValues = {
  name: string
  purpose: CampaignPurpose
  channel: CampaignChannel
  audience: AudienceValues
  /** Empty leaves patients without a known language out. */
  noLanguageAs: string
  outsideHours: boolean
  compositions: { language: string; subject: string; body: string }[]
}

export type DraftKey = { campaignId: string; version: number }

export function toSaveInput(values: ComposeValues, { campaignId, version }: DraftKey): SaveCampaignInput {
  return {
    campaignId,
    version,
    name: values.name,
    purpose: values.purpose,
    channel: values.channel,
    audience: toAudienceInput(values.audience),
    noLanguageAs: values.noLanguageAs || null,
    outsideHours: values.outsideHours,
    compositions: values.compositions,
  }
}

export function toAudienceInput(values: AudienceValues): SaveCampaignInput['audience'] {
  return {
    clinicIds: values.clinicIds,
    ageFrom: numberOrNull(values.ageFrom),
    ageTo: numberOrNull(values.ageTo),
    gender: values.gender || null,
    countries: values.countries,
    languages: values.languages,
    visit: { kind: values.visit.kind, from: values.visit.from || null, to: values.visit.to || null },
    noFutureAppointment: values.noFutureAppointment,
    debt: { kind: values.debt.kind, overEuros: numberOrNull(values.debt.overEuros) },
    notMessagedDays: numberOrNull(values.notMessagedDays),
    patientIds: values.patientIds,
  }
}

export function audienceValues(audience: Audience): AudienceValues {
  return {
    clinicIds: audience.clinicIds,
    ageFrom: shown(audience.ageFrom),
    ageTo: shown(audience.ageTo),
    gender: audience.gender ?? '',
    countries: audience.countries,
    languages: audience.languages,
    visit: { kind: audience.visit.kind, from: audience.visit.from ?? '', to: audience.visit.to ?? '' },
    noFutureAppointment: audience.noFutureAppointment,
    debt: { kind: audience.debt.kind, overEuros: shown(audience.debt.overEuros) },
    notMessagedDays: shown(audience.notMessagedDays),
    patientIds: audience.patientIds,
  }
}

/** The same fields as a browser posts them when no script runs. */
export function composeValuesFromForm(form: FormData): ComposeValues {
  const text = (name: string) => String(form.get(name) ?? '')
  const texts = (name: string) => form.getAll(name).map(String).filter(Boolean)
  return {
    name: text('name'),
    purpose: text('purpose') as CampaignPurpose,
    channel: text('channel') as CampaignChannel,
    audience: {
      clinicIds: texts('audience.clinicIds'),
      ageFrom: text('audience.ageFrom'),
      ageTo: text('audience.ageTo'),
      gender: text('audience.gender') as AudienceValues['gender'],
      countries: texts('audience.countries'),
      languages: texts('audience.languages'),
      visit: {
        kind: (text('audience.visit.kind') || 'any') as AudienceValues['visit']['kind'],
        from: text('audience.visit.from'),
        to: text('audience.visit.to'),
      },
      noFutureAppointment: form.has('audience.noFutureAppointment'),
      debt: {
        kind: (text('audience.debt.kind') || 'any') as AudienceValues['debt']['kind'],
        overEuros: text('audience.debt.overEuros'),
      },
      notMessagedDays: text('audience.notMessagedDays'),
      patientIds: null,
    },
    noLanguageAs: text('noLanguageAs'),
    outsideHours: form.has('outsideHours'),
    compositions: languagesOf(form).map((language) => ({
      language,
      subject: text(`subject.${language}`),
      body: text(`body.${language}`),
    })),
  }
}

function languagesOf(form: FormData): string[] {
  return [...form.keys()].flatMap((key) => (key.startsWith('body.') ? [key.slice('body.'.length)] : []))
}

// Numbers are typed with a comma here. What is no number becomes NaN, which the schema refuses with its own sentence.
function numberOrNull(typed: string): number | null {
  const plain = typed.replace(/\s/g, '').replace(',', '.')
  return plain === '' ? null : Number(plain)
}

function shown(value: number | null): string {
  return value === null ? '' : String(value).replace('.', ',')
}
