import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { answerWith, keepAnswers } from '#lib/runtime/keep-answers.ts'

const server = createServer(async (_request, response) => {
  await new Promise(setImmediate)
  const said = answerWith(404)
  response.write(String(said))
  response.end(` ${answerWith(403)}`)
})
let address = ''

beforeAll(async () => {
  keepAnswers()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

test('what is drawn for a request says the status of its answer, and too late says nothing', async () => {
  const answers = await Promise.all([fetch(address), fetch(address)])
  for (const answer of answers) {
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('true false')
  }
})

test.each(['RSC', 'Next-Action'])('a script that leads on (%s) is told as before', async (header) => {
  const answer = await fetch(address, { headers: { [header]: '1' } })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('false false')
})

test('outside of a request there is nothing to answer', () => {
  expect(answerWith(404)).toBe(false)
})
