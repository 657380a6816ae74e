import { afterAll, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { proveMoney } from '#lib/billing/prove.ts'
import { setEnv } from '#lib/runtime/env.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { plannedTexts } from '#tests/planned-texts.ts'
import { GET } from './route.ts'

testDatabase()

const TOKEN = 'a token of sixteen letters'
afterAll(() => setEnv({ METRICS_TOKEN: '' }))

const read = (authorization?: string) =>
  GET(new Request('http://portal.example/api/metrics', authorization ? { headers: { authorization } } : {}))

test('figures are there for whoever has the token, and for nobody where none is set', async () => {
  expect((await read(`Bearer ${TOKEN}`)).status).toBe(404)
  setEnv({ METRICS_TOKEN: TOKEN })
  for (const wrong of [undefined, 'Bearer ', `Bearer ${TOKEN}x`, TOKEN]) expect((await read(wrong)).status).toBe(401)
  const response = await read(`Bearer ${TOKEN}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/plain')
})

test('they tell of texts, queues, providers and what the proof of the ledger found, and name nobody', async () => {
  setEnv({ METRICS_TOKEN: TOKEN })
  const ctx = await aChain({ euros: 10, name: 'Hambaravi Sinilille' })
  await plannedTexts(ctx, { texts: 7 })
  await db().execute(sql`update accounts set available_micro = available_micro + 5, topped_up_micro = topped_up_micro + 5
    where chain_id = ${ctx.chainId}`)
  await proveMoney()
  const text = await (await read(`Bearer ${TOKEN}`)).text()
  expect(text).toMatch(/^meelespea_ledger_differences 1$/m)
  expect(text).toMatch(/^meelespea_ledger_proof_age_seconds \d/m)
  expect(text).toMatch(/^meelespea_texts_under_way 7$/m)
  expect(text).toMatch(/^meelespea_texts_in_doubt 0$/m)
  expect(text).toMatch(/^meelespea_jobs\{queue="ledger.prove",state="waiting"\} \d/m)
  expect(text).not.toMatch(/Sinilille|Mari|\+372/)
})
