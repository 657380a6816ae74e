import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { plannedTexts } from '#tests/planned-texts.ts'
import { scriptedProvider } from '#tests/scripted-provider.ts'

// Whatever wrote a text (a campaign, a person, a rule, the clock, a trial, somebody who sends it again), it passes one gate in the
// transaction that puts it on its way. Each row is a path; each column something that has become true since the text was written.

testDatabase()

const DEBT = 'Tere, {first_name}! Teil on tasumata arve.'

const PATHS = {
  'bulk mail, an offer': { kind: 'bulk', purpose: 'offer' },
  'bulk mail, a notice': { kind: 'bulk', purpose: 'notice' },
  'a private message': { kind: 'private', purpose: 'notice' },
  'a private message about a debt': { kind: 'private', purpose: 'notice', body: DEBT },
  'a reminder': { kind: 'reminder', purpose: 'notice' },
  'a changed time': { kind: 'reminder', purpose: 'notice', body: 'Teie visiidi aeg muutus, {first_name}.' },
  'a greeting': { kind: 'greeting', purpose: 'greeting' },
  'a recall': { kind: 'recall', purpose: 'recall' },
  'a test text': { kind: 'test', purpose: 'notice' },
  'a test text of an offer': { kind: 'test', purpose: 'offer' },
  'a text in doubt that is sent again': { kind: 'bulk', purpose: 'notice', again: true },
} as const
type Path = keyof typeof PATHS

const FACTS = {
  nothing: null,
  'refused: marketing': 'marketing',
  'refused: recall': 'recall',
  'refused: greeting': 'greeting',
  'refused: service': 'service',
  'refused: debt': 'debt',
  'refused: all': 'all',
  deceased: sql`update patients set deceased = true where id = `,
  'no number any more': sql`update patients set phone = null, phone_kind = 'none' where id = `,
  'not their number': sql`update patients set phone = null, phone_kind = 'invalid' where id = `,
  'consent withdrawn': sql`update consents set withdrawn_at = now() where patient_id = `,
} as const
type Fact = keyof typeof FACTS

/** What stops each path, beside the refusal of everything; a trial is nobody's text, so only the number's own refusal stops it. */
const STOPS: Record<Path, Fact[]> = {
  'bulk mail, an offer': ['refused: marketing', 'consent withdrawn'],
  'bulk mail, a notice': ['refused: service'],
  'a private message': ['refused: service'],
  'a private message about a debt': ['refused: service', 'refused: debt'],
  'a reminder': ['refused: service'],
  'a changed time': ['refused: service'],
  'a greeting': ['refused: greeting', 'refused: marketing'],
  'a recall': ['refused: recall', 'refused: marketing'],
  'a test text': ['refused: service'],
  'a test text of an offer': ['refused: marketing'],
  'a text in doubt that is sent again': ['refused: service'],
}
const OF_A_PATIENT: Fact[] = ['deceased', 'no number any more', 'not their number']

test.each(Object.keys(PATHS) as Path[])(
  '%s is held back at the last moment by what stops it, and by nothing else',
  async (path) => {
    const { kind, purpose, ...more } = { body: 'Tere, {first_name}! Ootame Teid.', again: false, ...PATHS[path] }
    const facts = Object.keys(FACTS) as Fact[]
    const ctx = await aChain({ euros: 10 })
    const { campaignId } = await plannedTexts(ctx, { texts: facts.length, body: more.body })
    await db().execute(sql`update batches set kind = ${kind} where campaign_id = ${campaignId}`)
    await db().execute(sql`
    update deliveries set kind = ${kind}, patient_id = case when ${kind} = 'test' then null else patient_id end,
      params = params || case when ${purpose} = 'offer' then array['code00000000'] else '{}' end, segments = 3, attempt = ${more.again ? 2 : 1}::int,
      resend_of = case when ${more.again} then id end
    where campaign_id = ${campaignId}`)
    await db().execute(sql`update wordings set purpose = ${purpose} where campaign_id = ${campaignId}`)
    const texts = await db().execute<{ id: string; patient: string | null; address: string }>(sql`
    select id, patient_id as patient, address from deliveries where campaign_id = ${campaignId} order by id`)
    for (const [index, fact] of facts.entries()) await makeTrue(ctx.chainId, FACTS[fact], texts[index])

    const provider = scriptedProvider()
    await handOverBatches({ line: smsLine(provider), windowSize: 50, stopping: new AbortController().signal })

    const isTrial = kind === 'test'
    const stopping = new Set<Fact>([...STOPS[path], 'refused: all', ...(isTrial ? [] : OF_A_PATIENT)])
    const sentTo = new Set(provider.sent.map(({ deliveryId }) => deliveryId))
    const rows = await db().execute<{ id: string; status: string }>(sql`
    select id, status from deliveries where campaign_id = ${campaignId} order by id`)
    const became = facts.map(
      (fact, index) => `${fact}: ${rows[index]?.status}${sentTo.has(rows[index]?.id ?? '') ? ', sent' : ''}`,
    )
    expect(became).toEqual(facts.map((fact) => `${fact}: ${stopping.has(fact) ? 'suppressed' : 'accepted, sent'}`))
  },
)

async function makeTrue(
  chainId: string,
  fact: (typeof FACTS)[Fact],
  text: { patient: string | null; address: string } | undefined,
) {
  if (fact === null || !text) return
  if (typeof fact === 'string') {
    await db().execute(sql`
      insert into opt_outs (chain_id, channel, address, purpose, source) values (${chainId}, 'sms', ${text.address}, ${fact}, 'link')`)
  } else if (text.patient) {
    await db().execute(sql`${fact}${text.patient}`)
  }
}

// A path that wrote texts or gave them to a provider by itself would pass by the gate.
const sources = ['app', 'bin', 'db/queries', 'lib', 'worker']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => [path, readFileSync(path, 'utf8')] as const)
const filesWith = (pattern: RegExp) =>
  sources
    .filter(([, text]) => pattern.test(text))
    .map(([path]) => path)
    .toSorted()

test('only these write deliveries: campaigns, what sends itself, what is sent again, and trials', () => {
  expect(filesWith(/insert into deliveries\b|insert\(deliveries\)/)).toEqual([
    'db/queries/automatic-texts.ts',
    'db/queries/materialise.ts',
    'db/queries/resends.ts',
    'db/queries/test-texts.ts',
  ])
})

test('only the gate reads what is due, and only behind it anything is given to a provider', () => {
  expect(filesWith(/\breadDueDeliveries\(/)).toEqual([
    'db/queries/hand-over.ts',
    'lib/deliveries/record-and-prepare.ts',
  ])
  expect(filesWith(/\bprovider\.send(?:Many)?\(|\.sendMany\(/)).toEqual(['lib/deliveries/send-window.ts'])
})
