import { once } from 'node:events'
import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { actAs } from '#e2e/sign-in.ts'
import { camt053 } from '#tests/camt053.ts'

// Whose screens are Estonian.
const OPERATOR = 'operator2@meelespea.example'
const GIGABYTE = 1024 ** 3
const MEGABYTE = 1024 ** 2
/** What a refusal may cost the web process, which has a heap of its own to fill besides. */
const MOST_GROWTH_BYTES = 300 * MEGABYTE
const BOUNDARY = 'meelespea'
const HEAD = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="statement"; filename="a.xml"\r\ncontent-type: text/xml\r\n\r\n`

/** The most memory that the portal's web process ever had resident; zero where the system does not tell. */
function peakBytes(): number {
  const { E2E_PORT } = process.env
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const isWeb = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bin/web.ts')
      if (!isWeb || !readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`PORT=${E2E_PORT}`)) continue
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
    } catch {
      // It is over, or somebody else's.
    }
  }
  return 0
}

/** Posts a file of so many bytes as fast as it is taken; with `declared`, saying beforehand how long it is. */
async function post(page: Page, bytes: number, { declared }: { declared: boolean }) {
  const url = new URL(`http://localhost:${process.env.E2E_PORT}/payments/upload`)
  const cookies = await page.context().cookies()
  const upload = request(url, {
    method: 'POST',
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      origin: url.origin,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      ...(declared && { 'content-length': String(bytes) }),
    },
  })
  const answered = once(upload, 'response') as Promise<[IncomingMessage]>
  const isAnswered = { yet: false }
  answered
    .then(() => {
      isAnswered.yet = true
    })
    .catch(() => {})
  upload.on('error', () => {}) // it may hang up on what it will not read
  upload.write(HEAD)
  const piece = Buffer.alloc(MEGABYTE, 'x')
  let sent = HEAD.length
  while (!isAnswered.yet && sent + piece.length < bytes) {
    sent += piece.length
    if (!upload.write(piece)) await Promise.race([once(upload, 'drain'), answered, once(upload, 'close')])
  }
  const [answer] = await answered
  upload.destroy()
  return { status: answer.statusCode, location: String(answer.headers.location), sent }
}

test.describe('a statement of a gigabyte', () => {
  for (const declared of [true, false]) {
    test(`is refused ${declared ? 'by the length it declares' : 'when it does not say how long it is'}, and takes no memory`, async ({
      page,
    }) => {
      await actAs(page, OPERATOR)
      const before = peakBytes()
      const { status, location, sent } = await post(page, GIGABYTE, { declared })
      expect(status).toBe(303)
      expect(location).toContain('refused=statement_too_large')
      expect(sent).toBeLessThan(GIGABYTE / 2)
      expect(peakBytes() - before).toBeLessThan(MOST_GROWTH_BYTES)
      await page.goto(location)
      await expect(page.getByRole('alert').getByText('Fail on liiga suur: kuni 64 MB ja 100 000 kannet.')).toBeVisible()
    })
  }

  test('chosen in the form is answered with the sentence, not with a broken connection', async ({ page }, info) => {
    const path = info.outputPath('statement.xml')
    const file = openSync(path, 'w')
    writeSync(file, camt053([{ euros: '1.00' }]))
    ftruncateSync(file, GIGABYTE)
    closeSync(file)
    await actAs(page, OPERATOR)
    await page.goto('/payments')
    const before = peakBytes()
    await page.getByLabel('Väljavõte camt.053 kujul (XML)').setInputFiles(path)
    await page.getByRole('button', { name: 'Impordi' }).click()
    await expect(page.getByRole('alert').getByText('Fail on liiga suur')).toBeVisible({ timeout: 120_000 })
    expect(peakBytes() - before).toBeLessThan(MOST_GROWTH_BYTES)
  })
})

test.describe('a statement that is no statement', () => {
  const BOMB = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'x'.repeat(100)}"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>`
  const entry = camt053([{ euros: '12.40' }])
  const cases = [
    ['an entity bomb', BOMB, 'Faili ei saa XML-ina lugeda (rida 1)'],
    ['a negative amount', entry.replace('12.40', '-12.40'), 'Faili ei saa XML-ina lugeda (rida'],
    ['another document', '<Document/>', 'See ei ole camt.053 väljavõte'],
  ] as const
  for (const [name, text, sentence] of cases) {
    test(`${name} is refused with a sentence`, async ({ page }) => {
      await actAs(page, OPERATOR)
      await page.goto('/payments')
      const file = { name: 'a.xml', mimeType: 'application/xml', buffer: Buffer.from(text) }
      await page.getByLabel('Väljavõte camt.053 kujul (XML)').setInputFiles(file)
      await page.getByRole('button', { name: 'Impordi' }).click()
      await expect(page.getByRole('alert').getByText(sentence)).toBeVisible()
    })
  }
})
