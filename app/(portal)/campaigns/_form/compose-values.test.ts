import { describe, expect, test } from 'vitest'

import { SaveCampaignInput } from '#lib/campaigns/inputs.ts'
import { Audience, EVERYONE } from '#lib/core/audience.ts'
import type { ComposeValues } from './compose-values.ts'
import { audienceValues, composeValuesFromForm, toAudienceInput, toSaveInput } from './compose-values.ts'

const KEY = { campaignId: '019a0000-0000-7000-8000-000000000001', version: 3 }
const VALUES: ComposeValues = {
  name: 'Sügiskontroll',
  purpose: 'offer',
  channel: 'sms',
  audience: audienceValues(EVERYONE),
  noLanguageAs: '',
  outsideHours: false,
  compositions: [{ language: 'et', subject: '', body: 'Tere' }],
}

test('an untouched form is everybody', () => {
  const parsed = SaveCampaignInput.parse(toSaveInput(VALUES, KEY))
  expect(parsed.audience).toEqual(EVERYONE)
  expect(parsed.noLanguageAs).toBeNull()
})

test('a filter comes back from the form as it went in', () => {
  const audience = Audience.parse({
    clinicIds: ['019a0000-0000-7000-8000-000000000002'],
    ageFrom: 18,
    gender: 'female',
    countries: ['EE'],
    languages: ['ru', 'none'],
    visit: { kind: 'had_none', from: '2025-10-14', to: '2026-10-14' },
    noFutureAppointment: true,
    debt: { kind: 'debtors', overEuros: 12.5 },
    notMessagedDays: 14,
  })
  expect(Audience.parse(toAudienceInput(audienceValues(audience)))).toEqual(audience)
})

describe('what cannot be right is refused where it was typed', () => {
  const refusalOf = (audience: Partial<ComposeValues['audience']>) => {
    const values = { ...VALUES, audience: { ...VALUES.audience, ...audience } }
    const parsed = SaveCampaignInput.safeParse(toSaveInput(values, KEY))
    return parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message])
  }

  test.each([
    ['letters for an age', { ageFrom: 'kaks' }, 'audience.ageFrom', 'age_out_of_range'],
    ['half a year', { ageTo: '17,5' }, 'audience.ageTo', 'age_out_of_range'],
    ['ages the wrong way round', { ageFrom: '60', ageTo: '18' }, 'audience.ageTo', 'ages_reversed'],
    ['a negative number of days', { notMessagedDays: '-1' }, 'audience.notMessagedDays', 'days_out_of_range'],
  ])('%s', (_why, audience, path, code) => {
    expect(refusalOf(audience)).toEqual([[path, code]])
  })
})

test('without scripts the posted fields are the same form', () => {
  const form = new FormData()
  const fields: [string, string][] = [
    ['name', 'Sügiskontroll'],
    ['purpose', 'offer'],
    ['channel', 'sms'],
    ['audience.gender', ''],
    ['audience.visit.kind', 'any'],
    ['audience.debt.kind', 'any'],
    ['body.et', 'Tere'],
    ['subject.et', ''],
    ['noLanguageAs', ''],
  ]
  for (const [name, value] of fields) form.append(name, value)
  expect(composeValuesFromForm(form)).toEqual(VALUES)
})
