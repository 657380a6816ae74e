import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// The audit page falls back to the code of an action, so a missing word breaks nothing; it would only be found by whoever reads the log.
const ACTION = /\baction: ['`]([a-z_]+\.[a-z_-]+)['`]/g

const actions = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('.test.'))
  .flatMap((path) => [...readFileSync(`lib/${path}`, 'utf8').matchAll(ACTION)].map(([, action]) => action ?? ''))

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
