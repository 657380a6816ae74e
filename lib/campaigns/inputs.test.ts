import { expect, test } from 'vitest'

import { ScheduleCampaignInput } from '#lib/campaigns/inputs.ts'

const agreed = {
  campaignId: crypto.randomUUID(),
  sendKey: crypto.randomUUID(),
  fingerprint: 'f',
  zone: 'Europe/Tallinn',
}

test.each([
  ['2026-12-24T10:00', true],
  ['2028-02-29T00:00', true],
  ['2026-02-29T10:00', false],
  ['2026-12-24T24:00', false],
  ['2026-12-24', false],
  ['0000-01-01T10:00', false],
  ['9999-12-31T23:59', false],
  ['homme', false],
])('“%s” is a moment to send at: %s', (sendAtLocal, fits) => {
  expect(ScheduleCampaignInput.safeParse({ ...agreed, sendAtLocal }).success).toBe(fits)
})
