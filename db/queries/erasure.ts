import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'

// Everything that says who a patient was, table by table. What stays are rows that say how many, when, what it cost and what became of it.

export type ErasedIdentity = { code: string; phone: string | null; email: string | null }
type Whose = { chainId: string; patientId: string }

/**
 * Takes hold of a patient and of all texts to them, so that none can leave while the rest is done. Null when there is no such patient;
 * `underWay` are the texts that a provider is being given at this moment.
 */
export async function lockForErasure(
  keeperTx: Tx,
  { chainId, patientId }: Whose,
): Promise<(ErasedIdentity & { isErased: boolean; deliveryIds: string[]; underWay: number }) | null> {
  const [patient] = await keeperTx.execute<ErasedIdentity & { isErased: boolean }>(sql`
    select code, phone, email, erased_at is not null as "isErased" from patients
    where chain_id = ${chainId} and id = ${patientId} for update`)
  if (!patient) return null
  const texts = await keeperTx.execute<{ id: string; status: string }>(sql`
    select id, status from deliveries where chain_id = ${chainId} and patient_id = ${patientId} order by month, id for update`)
  return {
    ...patient,
    deliveryIds: texts.map(({ id }) => id),
    underWay: texts.filter(({ status }) => status === 'submitting').length,
  }
}

/** The patient's own row, without anything that names them; their account with the clinic is no business of ours any more. */
export async function blankPatient(keeperTx: Tx, { chainId, patientId }: Whose): Promise<void> {
  await keeperTx.execute(sql`
    update patients set code = 'erased-' || id, first_name = '', last_name = '', birth_date = null, gender = null, phone_typed = null,
      phone = null, phone_kind = 'none', phone_country = null, email = null, language = null, country = null, balance_micro = 0, note = null,
      erased_at = coalesce(erased_at, now()), updated_at = now()
    where chain_id = ${chainId} and id = ${patientId}`)
  await keeperTx.execute(sql`
    update appointments set code = 'erased-' || id, doctor = null, office = null where chain_id = ${chainId} and patient_id = ${patientId}`)
  await keeperTx.execute(sql`delete from wrong_contacts where chain_id = ${chainId} and patient_id = ${patientId}`)
}

/** What was written to them, and what providers said of it. */
export async function blankTexts(keeperTx: Tx, { chainId, patientId }: Whose, deliveryIds: string[]): Promise<void> {
  const ids = sql`${arrayLiteral(deliveryIds)}::uuid[]`
  await keeperTx.execute(sql`
    update deliveries set params = null, address = null, once_per = null where chain_id = ${chainId} and patient_id = ${patientId}`)
  await keeperTx.execute(sql`
    update receipts r set raw = null, detail = null from delivery_refs f
    where f.delivery_id = any(${ids}) and f.chain_id = ${chainId} and r.provider = f.provider and r.ref = f.ref`)
  await keeperTx.execute(sql`delete from visit_links where chain_id = ${chainId} and delivery_id = any(${ids})`)
  await keeperTx.execute(sql`
    delete from sandbox_replies where chain_id = ${chainId} and ref in (select ref from sandbox_texts where delivery_id = any(${ids}))`)
  await keeperTx.execute(sql`delete from sandbox_texts where chain_id = ${chainId} and delivery_id = any(${ids})`)
  // A private message may name in its own words whom it is for: blank where nobody else got it.
  const theirsAlone = sql`
    select c.id from campaigns c
    where c.chain_id = ${chainId} and c.kind = 'private'
      and c.id in (select campaign_id from deliveries where chain_id = ${chainId} and patient_id = ${patientId})
      and not exists (
        select from deliveries d where d.chain_id = ${chainId} and d.campaign_id = c.id and d.patient_id is distinct from ${patientId}
      )`
  for (const table of ['wordings', 'compositions']) {
    await keeperTx.execute(sql`
      update ${sql.identifier(table)} set subject = '', body = '' where chain_id = ${chainId} and campaign_id in (${theirsAlone})`)
  }
}

/**
 * What belongs to the number and the address rather than to a person goes when nobody else of the chain reads there: replies, links,
 * refusals. Where somebody does, it is theirs too, and only the erased one's name is taken off it.
 */
export async function blankContacts(
  keeperTx: Tx,
  { chainId, patientId }: Whose,
  identity: ErasedIdentity,
): Promise<void> {
  await keeperTx.execute(sql`
    update replies set patient_ids = array_remove(patient_ids, ${patientId}::uuid)
    where chain_id = ${chainId} and patient_ids @> array[${patientId}::uuid] and cardinality(patient_ids) > 1`)
  await keeperTx.execute(sql`
    update replies set sender = '', body = '', raw = null where chain_id = ${chainId} and patient_ids = array[${patientId}::uuid]`)
  for (const [channel, address] of [
    ['sms', identity.phone],
    ['email', identity.email],
  ] as const) {
    if (!address) continue
    const column = sql.identifier(channel === 'sms' ? 'phone' : 'email')
    const others = sql`exists (select from patients p where p.chain_id = ${chainId} and p.${column} = ${address} and p.id <> ${patientId})`
    const theirs = sql`chain_id = ${chainId} and channel = ${channel} and address = ${address} and not ${others}`
    await keeperTx.execute(sql`delete from contact_links where ${theirs}`)
    await keeperTx.execute(sql`delete from opt_outs where ${theirs}`)
    if (channel === 'sms') {
      await keeperTx.execute(sql`
        update replies set sender = '', body = '', raw = null where chain_id = ${chainId} and sender = ${address} and not ${others}`)
      await keeperTx.execute(sql`delete from reply_parts where sender = ${address} and not ${others}`)
    }
  }
}

/** Rows of files that are still kept: of finished imports the whole files, of others the one row, which is read no second time. */
export async function blankImports(keeperTx: Tx, chainId: string, code: string): Promise<void> {
  const over = sql`select id from imports where chain_id = ${chainId} and status in ('done', 'failed', 'cancelled')`
  for (const table of ['import_chunks', 'import_refusals', 'import_patients', 'import_appointments']) {
    await keeperTx.execute(
      sql`delete from ${sql.identifier(table)} where chain_id = ${chainId} and import_id in (${over})`,
    )
  }
  await keeperTx.execute(sql`delete from import_patients where chain_id = ${chainId} and code = ${code}`)
  await keeperTx.execute(sql`delete from import_refusals where chain_id = ${chainId} and ${code} = any (cells)`)
}

/** Puts a patient on the list that outlives a restore; who stands there already stays as they were. */
export async function insertErasure(
  keeperTx: Tx,
  { chainId, patientId }: Whose,
  code: string,
  erasedBy: string | null,
): Promise<void> {
  await keeperTx.execute(sql`
    insert into erasures (chain_id, patient_id, code_digest, erased_by)
    values (${chainId}, ${patientId}, patient_code_digest(${chainId}, ${code}), ${erasedBy}) on conflict do nothing`)
}

/** Those of the list whose identity is back, as after a restore of an older copy. */
export async function listComeBack(keeperTx: Tx, limit: number): Promise<Whose[]> {
  const rows = await keeperTx.execute<Whose>(sql`
    select e.chain_id as "chainId", e.patient_id as "patientId" from erasures e
    join patients p on p.chain_id = e.chain_id and p.id = e.patient_id
    where p.erased_at is null order by e.chain_id, e.patient_id limit ${limit}`)
  return [...rows]
}

/** Of these codes, those that no file may bring back. */
export async function erasedCodes(tx: Tx, chainId: string, codes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.execute<{ code: string }>(sql`
    select g.code from unnest(${arrayLiteral(codes)}::text[]) as g (code)
    where exists (select from erasures where chain_id = ${chainId})
      and exists (
        select from erasures e
        where e.chain_id = ${chainId} and e.code_digest = patient_code_digest(${chainId}, g.code) and e.lifted_at is null
      )`)
  return new Set(rows.map(({ code }) => code))
}

/** Whether an erasure has been lifted; null when the patient was never erased. */
export async function findErasure(tx: Tx, chainId: string, patientId: string): Promise<{ lifted: boolean } | null> {
  const [row] = await tx.execute<{ lifted: boolean }>(sql`
    select lifted_at is not null as lifted from erasures where chain_id = ${chainId} and patient_id = ${patientId}`)
  return row ?? null
}

/** Lets a code come back. False when it was lifted already, null when nobody was erased. */
export async function liftErasureRow(
  tx: Tx,
  chainId: string,
  patientId: string,
  by: string | null,
): Promise<boolean | null> {
  const found = await findErasure(tx, chainId, patientId)
  if (!found) return null
  const rows = await tx.execute(sql`
    update erasures set lifted_at = now(), lifted_by = ${by}
    where chain_id = ${chainId} and patient_id = ${patientId} and lifted_at is null returning patient_id`)
  return rows.length > 0
}

/** A line of the list as it is kept outside of the database; the digest in hexadecimal, the instant in ISO 8601. */
export type Erasure = { chainId: string; patientId: string; codeDigest: string; erasedAt: string; lifted: boolean }

export async function listErasures(keeperTx: Tx): Promise<Erasure[]> {
  const rows = await keeperTx.execute<Erasure>(sql`
    select chain_id as "chainId", patient_id as "patientId", encode(code_digest, 'hex') as "codeDigest",
      to_json(erased_at) #>> '{}' as "erasedAt", lifted_at is not null as lifted
    from erasures order by chain_id, erased_at`)
  return [...rows]
}

export async function insertErasures(keeperTx: Tx, erasures: readonly Erasure[]): Promise<void> {
  await keeperTx.execute(sql`
    insert into erasures (chain_id, patient_id, code_digest, erased_at, lifted_at)
    select e.chain_id, e.patient_id, decode(e.digest, 'hex'), e.erased_at, case when e.lifted then now() end
    from unnest(
      ${arrayLiteral(erasures.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(erasures.map(({ patientId }) => patientId))}::uuid[],
      ${arrayLiteral(erasures.map(({ codeDigest }) => codeDigest))}::text[],
      ${arrayLiteral(erasures.map(({ erasedAt }) => erasedAt))}::timestamptz[], ${arrayLiteral(erasures.map(({ lifted }) => lifted))}::boolean[]
    ) as e (chain_id, patient_id, digest, erased_at, lifted)
    where exists (select from chains c where c.id = e.chain_id)
    on conflict do nothing`)
}
