import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { NOT_SHOWN } from '#lib/core/audit-change.ts'
import { CONSENT_CHANNELS, CONSENT_PURPOSES, HOW } from '#lib/core/consent.ts'
import { MOMENTS } from '#lib/core/reminder-rule.ts'
import { SENDER_STATUSES } from '#lib/core/sender-in-force.ts'
import { VISIT_ANSWERS } from '#lib/core/visit-answer.ts'

// The audit page falls back to the code of an action, so a missing word breaks nothing; it would only be found by whoever reads the log.
const ACTION_OF_ONE = /\baction: ['`][a-z_]+\.[a-z_-]+['`]/
const ACTION = /\baction: ['`]([a-z_]+\.[a-z_-]+)['`]/g

const verbs = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('.test.'))
  .map((path) => readFileSync(`lib/${path}`, 'utf8'))
const actions = verbs.flatMap((verb) => [...verb.matchAll(ACTION)].map(([, action]) => action ?? ''))

test('the actions of the verbs are found at all', () => {
  expect(actions).toContain('campaign.send')
  expect(actions.length).toBeGreaterThan(50)
})

test.each(['et', 'en', 'ru'])('every action has its words in %s, and its kind', (locale) => {
  const words = JSON.parse(readFileSync(`messages/${locale}/audit.json`, 'utf8'))
  const missing = actions.filter((action) => {
    const [kind = '', verb = ''] = action.split('.')
    return !words.actions[kind]?.[verb] || !words.kinds[kind]
  })
  expect([...new Set(missing)]).toEqual([])
})

// Lines of the log show fields and codes; `after: { status, at: … }` is what a verb writes there.
const SIDE = /\b(?:before|after): (?:before && )?\{([^{}]*)\}/g
const written = verbs
  .filter((verb) => ACTION_OF_ONE.test(verb))
  .flatMap((verb) => [...verb.matchAll(SIDE)].flatMap(([, side = '']) => side.split(',')))
  .flatMap((field) => /^\s*([a-zA-Z]+)\s*(?::|$)/.exec(field)?.[1] ?? [])

test.each(['et', 'en', 'ru'])('every field that a verb writes out has its word in %s', (locale) => {
  const { fields } = JSON.parse(readFileSync(`messages/${locale}/audit.json`, 'utf8'))
  expect(written).toContain('approvalPeople')
  expect(written.filter((field) => !fields[field] && !NOT_SHOWN.has(field))).toEqual([])
})

test.each(['et', 'en', 'ru'])('the codes of rules and settings have their words in %s', (locale) => {
  const { values } = JSON.parse(readFileSync(`messages/${locale}/audit.json`, 'utf8'))
  const codes = [MOMENTS, VISIT_ANSWERS, CONSENT_PURPOSES, CONSENT_CHANNELS, HOW, SENDER_STATUSES].flat()
  expect(codes.filter((code) => !values[code])).toEqual([])
})
