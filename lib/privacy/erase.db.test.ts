import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { erasedCodes, listErasures } from '#db/queries/erasure.ts'
import { recordConsent } from '#lib/consents/record.ts'
import { savePolicy } from '#lib/consents/save-policy.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { erasePatient } from '#lib/privacy/erase-patient.ts'
import { readErasures, rememberErasures } from '#lib/privacy/erasure-list.ts'
import { replayErasures } from '#lib/privacy/replay-erasures.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asKeeper, inChain } from '#lib/runtime/transaction.ts'
import { aChain, aStaff, testDatabase } from '#tests/database.ts'
import { handOverAll } from '#tests/hand-over.ts'
import { booksOf, plannedTexts } from '#tests/planned-texts.ts'

testDatabase()

const BODY = `Tere, {first_name}! Ootame Teid.`

let last = 0

/** Two patients who got a text, with all that can be known of the first one; the second may read at the same number. */
async function aKnownPatient({ shares = false, send = true } = {}) {
  last += 1
  const NAME = `Kanaarilind${last}x`
  const CODE = `P-7744${last}x`
  const chain = await aChain({ euros: 10 })
  const planned = await plannedTexts(chain, { texts: 2, body: BODY })
  const manager = await aStaff(chain, 'chain_manager')
  const [found, second] = await db().execute<{ id: string; phone: string; delivery: string }>(sql`
    select p.id, p.phone, d.id as delivery from patients p join deliveries d on d.patient_id = p.id where p.chain_id = ${chain.chainId} order by d.id`)
  if (!found || !second) throw new Error('two texts were planned')
  const first = { ...found, phone: `+3725599${String(last).padStart(4, '0')}`, name: NAME, code: CODE }
  await db().execute(sql`
    update patients set first_name = ${NAME}, last_name = ${NAME}, code = ${CODE}, email = 'kanaarilind@example.ee', note = ${NAME},
      birth_date = '1980-01-01', phone = ${first.phone}, phone_typed = ${first.phone} where id = ${first.id}`)
  await db().execute(
    sql`update deliveries set params = array[${NAME}], address = ${first.phone}, once_per = ${first.phone} where id = ${first.delivery}`,
  )
  if (shares) await db().execute(sql`update patients set phone = ${first.phone} where id = ${second.id}`)
  if (send) await handOverAll(chain)
  const { chainId } = chain
  await db().execute(sql`
    insert into receipts (provider, ref, status, raw) select provider, ref, 'delivered', ${`msisdn=${first.phone}`}
    from delivery_refs where delivery_id = ${first.delivery}`)
  await db().execute(sql`
    insert into replies (chain_id, provider, provider_id, sender, recipient, body, raw, patient_ids, received_at)
    values (${chainId}, 'scripted', ${first.id}, ${first.phone}, '1500', ${`Mina, ${NAME}`}, ${NAME},
      (select array_agg(id) from patients where chain_id = ${chainId} and phone = ${first.phone}), now())`)
  await db().execute(
    sql`insert into contact_links (chain_id, channel, address) values (${chainId}, 'sms', ${first.phone})`,
  )
  await db().execute(
    sql`insert into opt_outs (chain_id, channel, address, purpose, source) values (${chainId}, 'sms', ${first.phone}, 'marketing', 'reply')`,
  )
  await savePolicy(chain, { version: 0, languages: ['et'], bodies: ['Luban.'] })
  const consent = { channel: 'sms', purposes: ['greeting' as const], how: 'desk', policy: '1.et' } as const
  await recordConsent(manager, {
    ...consent,
    purposes: [...consent.purposes],
    patientId: first.id,
    givenOn: dayIn('Europe/Tallinn', chain.now),
  })
  return { chain, manager, planned, first, second }
}

/** Every row of every table, as text, that still holds one of the words. */
async function whereStands(...words: string[]): Promise<string[]> {
  const tables = await db().execute<{ name: string }>(sql`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r'`)
  const found: string[] = []
  for (const { name } of tables) {
    const pattern = words.map((word) => word.replaceAll('+', '\\+')).join('|')
    const [row] = await db().execute<{ rows: number }>(
      sql`select count(*)::int as rows from ${sql.raw(name)} t where to_jsonb(t)::text ~* ${pattern}`,
    )
    if (row && row.rows > 0) found.push(name)
  }
  return found
}

test('nothing in any table says who it was; money, counts and statuses are as before', async () => {
  const { chain, manager, first, second } = await aKnownPatient()
  const identity = [first.name, first.code, first.phone]
  expect((await whereStands(...identity)).length).toBeGreaterThan(5)
  const before = await booksOf(chain.chainId)

  await erasePatient(manager, { patientId: first.id, typed: first.code })

  expect(await whereStands(...identity)).toEqual([])
  expect(await booksOf(chain.chainId)).toEqual(before)
  const texts = await db().execute(sql`
    select status, params, address, patient_id is not null as "hasPatient" from deliveries where chain_id = ${chain.chainId} order by id`)
  expect(texts).toMatchObject([
    { status: 'accepted', params: null, address: null, hasPatient: true },
    { status: 'accepted', params: ['Mari'], address: second.phone },
  ])
  const consents = await db().execute(
    sql`select purpose, wording from consents where patient_id = ${first.id} and source = 'staff'`,
  )
  expect(consents).toEqual([{ purpose: 'greeting', wording: 'Luban.' }])
  const audit = await db().execute(
    sql`select staff_id, entity_id from audit_log where chain_id = ${chain.chainId} and action = 'patient.erase'`,
  )
  expect(audit).toEqual([{ staff_id: manager.staffId, entity_id: first.id }])
})

test('what belongs to a shared number stays for who is left', async () => {
  const { chain, manager, first, second } = await aKnownPatient({ shares: true })
  await erasePatient(manager, { patientId: first.id, typed: first.code })
  const [row] = await db().execute(sql`
    select (select count(*)::int from opt_outs where chain_id = ${chain.chainId}) as refusals,
      (select count(*)::int from contact_links where chain_id = ${chain.chainId}) as links,
      (select patient_ids from replies where chain_id = ${chain.chainId}) as readers`)
  expect(row).toEqual({ refusals: 1, links: 1, readers: [second.id] })
})

test('a text that has not left does not leave any more, and its price comes back', async () => {
  const { chain, manager, first } = await aKnownPatient({ send: false })
  await erasePatient(manager, { patientId: first.id, typed: first.code })
  const sent = await handOverAll(chain)
  expect(sent).toHaveLength(1)
  const statuses = await db().execute(sql`select status, reason from deliveries where patient_id = ${first.id}`)
  expect(statuses).toEqual([{ status: 'suppressed', reason: 'number_changed' }])
  expect((await booksOf(chain.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: 45_000 })
})

test('not while a text is being handed over', async () => {
  const { manager, first } = await aKnownPatient({ send: false })
  await db().execute(sql`update deliveries set status = 'submitting' where id = ${first.delivery}`)
  const attempt = erasePatient(manager, { patientId: first.id, typed: first.code })
  await expect(attempt).rejects.toMatchObject({ code: 'patient_text_under_way' })
  expect(await whereStands(first.code)).not.toEqual([])
})

test.each(['', 'P-774412', 'Mari'])('typing %j instead of the code erases nobody', async (typed) => {
  const { manager, first } = await aKnownPatient()
  await expect(erasePatient(manager, { patientId: first.id, typed })).rejects.toMatchObject({
    code: 'erase_not_confirmed',
  })
})

test('a file does not bring the code back; another chain knows nothing of it', async () => {
  const { chain, manager, first } = await aKnownPatient()
  const other = await aChain()
  await erasePatient(manager, { patientId: first.id, typed: first.code })
  const asked = (chainId: string) => inChain(chainCtx(chainId), (tx) => erasedCodes(tx, chainId, [first.code, 'P-1']))
  expect([...(await asked(chain.chainId))]).toEqual([first.code])
  expect([...(await asked(other.chainId))]).toEqual([])
  await db().execute(sql`update erasures set lifted_at = now() where chain_id = ${chain.chainId}`)
  expect([...(await asked(chain.chainId))]).toEqual([])
})

test('after a restore the list is replayed, once', async () => {
  const { manager, first } = await aKnownPatient()
  await erasePatient(manager, { patientId: first.id, typed: first.code })
  await db().execute(sql`
    update patients set erased_at = null, first_name = ${first.name}, code = ${first.code}, phone = ${first.phone}, phone_kind = 'mobile' where id = ${first.id}`)
  await db().execute(
    sql`update deliveries set params = array[${first.name}], address = ${first.phone} where id = ${first.delivery}`,
  )
  expect(await replayErasures()).toBe(1)
  expect(await whereStands(first.name, first.code, first.phone)).toEqual([])
  expect(await replayErasures()).toBe(0)
})

test('a list that was kept beside the backups brings back what the restored database does not know', async () => {
  const { chain, manager, first } = await aKnownPatient()
  await erasePatient(manager, { patientId: first.id, typed: first.code })
  const kept = (await asKeeper(listErasures)).filter(({ chainId }) => chainId === chain.chainId)
  expect(JSON.stringify(kept)).not.toContain(first.code)
  await db().execute(sql`delete from erasures where chain_id = ${chain.chainId}`)
  await db().execute(
    sql`update patients set erased_at = null, first_name = ${first.name}, code = ${first.code} where id = ${first.id}`,
  )
  await rememberErasures(readErasures(kept.map((line) => JSON.stringify(line)).join('\n')))
  expect(await replayErasures()).toBe(1)
  expect(await whereStands(first.name, first.code)).toEqual([])
  expect(() => readErasures('{"chainId": 1}')).toThrow()
})

test("nobody erases a patient of another chain's", async () => {
  const { first } = await aKnownPatient()
  const stranger = await aStaff(await aChain(), 'chain_manager')
  await expect(erasePatient(stranger, { patientId: first.id, typed: first.code })).rejects.toMatchObject({
    code: 'not_found',
  })
})
