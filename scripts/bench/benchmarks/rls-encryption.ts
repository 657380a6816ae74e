import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'

import type { Bench } from '#scripts/bench/bench.ts'
import { tune } from '#scripts/bench/by-hand.ts'
import { byHand } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median, millisecondsOf, percentile } from '#scripts/bench/measure.ts'

// What it would cost to keep numbers and addresses encrypted, with a blind index to find and group them by, under row-level security: on
// a copy, beside the plain table read by the owner. Decision 0025 rests on these figures.

const ROUNDS = 7
const READS = 1_000
const COUNT_GOAL = { atMostTimes: 1.6 }
const READ_GOAL = { atMost: 1 }
const KEY = Buffer.alloc(32, 7)
const NONCE_BYTES = 12
const TAG_BYTES = 16
const INDEX_BYTES = 16

type Sealed = { id: string; phone: string }

export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const database = await databases.copy('rls_encryption', (url) => byHand(url, makeSealedCopy))
  try {
    return await byHand(database.url, (sql) => measure(sql, tell))
  } finally {
    await database.drop()
  }
}

async function measure(sql: Sql, tell: Bench['tell']): Promise<Entry[]> {
  const [chain] = await sql<{ id: string }[]>`select chain_id as id from patients limit 1`
  const chainId = chain?.id ?? ''
  const counting =
    (count: typeof countPlain, { locked }: { locked: boolean }) =>
    () =>
      sql.begin(async (tx) => {
        if (locked) await enter(tx, chainId)
        await tune(tx)
        return count(tx, chainId)
      })
  const sides = {
    plain: counting(countPlain, { locked: false }),
    plainUnderLock: counting(countPlain, { locked: true }),
    sealed: counting(countSealed, { locked: true }),
  }
  const [plain, sealed] = [await sides.plain(), await sides.sealed()]
  if (JSON.stringify(plain) !== JSON.stringify(sealed)) throw new Error('the two tables do not count the same')
  const times = await interleaved(
    {
      plain: () => millisecondsOf(sides.plain),
      plainUnderLock: () => millisecondsOf(sides.plainUnderLock),
      sealed: () => millisecondsOf(sides.sealed),
    },
    { rounds: ROUNDS },
  )
  const locked = median(times.plainUnderLock) / median(times.plain)
  tell(
    `count: plain ${times.plain.map(Math.round)}; row-level security alone ${locked.toFixed(2)}x; both ${times.sealed.map(Math.round)}`,
  )

  const sample = await sealSample(sql, chainId, tell)
  const byId = await readTimes(sql, chainId, sample, readById)
  const byNumber = await readTimes(sql, chainId, sample, readByNumber)
  tell(
    `point reads: by id ${median(byId).toFixed(3)} ms (p99 ${percentile(byId, 99).toFixed(2)}); by number ${median(byNumber).toFixed(3)} ms`,
  )
  const [size] = await sql<{ plain: number; sealed: number }[]>`
    select pg_total_relation_size('patients_plain')::float8 / 1048576 as plain, pg_total_relation_size('patients_sealed')::float8 / 1048576 as sealed`
  tell(
    `size with the indexes of number and address: plain ${size?.plain.toFixed(0)} MB, sealed ${size?.sealed.toFixed(0)} MB`,
  )
  return [
    entryOf({
      name: 'rls-encryption',
      ours: median(times.sealed),
      reference: median(times.plain),
      unit: 'ms',
      goal: COUNT_GOAL,
    }),
    entryOf({
      name: 'rls-encryption-read',
      ours: Math.max(median(byId), median(byNumber)),
      unit: 'ms',
      goal: READ_GOAL,
    }),
  ]
}

/**
 * The columns that a count reads, once with plain numbers and once sealed. Of rows that nobody opens the ciphertext is as many bytes of
 * nothing; the blind index is a keyed digest in both languages.
 */
async function makeSealedCopy(sql: Sql): Promise<void> {
  // HMAC-SHA-256 as RFC 2104 writes it, since pgcrypto is not everywhere.
  await sql.unsafe(`create function blind(value text) returns bytea language sql immutable parallel safe as $$
    select substring(sha256('\\x${mixed(0x5c)}'::bytea || sha256('\\x${mixed(0x36)}'::bytea || convert_to(value, 'UTF8'))) for ${INDEX_BYTES}) $$`)
  const shared =
    'chain_id, id, clinic_id, language, birth_date, gender, country, phone_kind, phone_country, deceased, first_name, last_name'
  await sql.unsafe(`create table patients_plain as select ${shared}, phone, email from patients order by chain_id, id`)
  await sql.unsafe(`create table patients_sealed as select ${shared},
    case when phone is not null then decode(repeat('00', ${NONCE_BYTES + TAG_BYTES} + length(phone)), 'hex') end as phone_sealed,
    blind(phone) as phone_index, case when email is not null then decode(repeat('00', ${NONCE_BYTES + TAG_BYTES} + length(email)), 'hex') end as email_sealed,
    blind(email) as email_index from patients order by chain_id, id`)
  await sql.unsafe(
    `create table refused_plain as select chain_id, channel, address from opt_outs where withdrawn_at is null`,
  )
  await sql.unsafe(
    `create table refused_sealed as select chain_id, channel, blind(address) as address_index from opt_outs where withdrawn_at is null`,
  )
  for (const [table, phone, email] of [
    ['patients_plain', 'phone', 'email'],
    ['patients_sealed', 'phone_index', 'email_index'],
  ]) {
    await sql.unsafe(`alter table ${table} add primary key (chain_id, id)`)
    await sql.unsafe(`create index on ${table} (chain_id, ${phone}) where ${phone} is not null`)
    await sql.unsafe(`create index on ${table} (chain_id, ${email}) where ${email} is not null`)
  }
  for (const table of ['patients_plain', 'patients_sealed', 'refused_plain', 'refused_sealed']) {
    await sql.unsafe(`alter table ${table} enable row level security`)
    await sql.unsafe(`alter table ${table} force row level security`)
    await sql.unsafe(`create policy chain_rows on ${table} to meelespea_web using (chain_id = app_chain_id())`)
    await sql.unsafe(`grant select on ${table} to meelespea_web`)
    await sql.unsafe(`vacuum analyze ${table}`)
  }
}

/** The key padded to a block and mixed with a byte, as hexadecimal. */
function mixed(byte: number): string {
  const block = Buffer.concat([KEY, Buffer.alloc(64 - KEY.length)])
  return Buffer.from(block.map((value) => value ^ byte)).toString('hex')
}

function enter(tx: TransactionSql, chainId: string): Promise<unknown> {
  return tx`select set_config('role', 'meelespea_web', true), set_config('app.chain_id', ${chainId}, true)`
}

/** Living people with a mobile number by language: how many, how many numbers, how many of them refuse. */
function countPlain(tx: TransactionSql, chainId: string) {
  return tx`
    select p.language, r.address is not null as refused, count(*)::int as people, count(distinct p.phone)::int as numbers
    from patients_plain p left join (
      select distinct address from refused_plain where chain_id = ${chainId} and channel = 'sms'
    ) r on r.address = p.phone
    where p.chain_id = ${chainId} and p.phone_kind = 'mobile' and not p.deceased group by 1, 2 order by 1, 2`
}

function countSealed(tx: TransactionSql, chainId: string) {
  return tx`
    select p.language, r.address_index is not null as refused, count(*)::int as people, count(distinct p.phone_index)::int as numbers
    from patients_sealed p left join (
      select distinct address_index from refused_sealed where chain_id = ${chainId} and channel = 'sms'
    ) r on r.address_index = p.phone_index
    where p.chain_id = ${chainId} and p.phone_kind = 'mobile' and not p.deceased group by 1, 2 order by 1, 2`
}

/** People whose numbers are really sealed, spread over the table; says what sealing costs each row of an import. */
async function sealSample(sql: Sql, chainId: string, tell: Bench['tell']): Promise<Sealed[]> {
  const sample = await sql<Sealed[]>`
    select id, phone from patients_plain tablesample bernoulli (10) where chain_id = ${chainId} and phone is not null limit ${READS}`
  const begun = performance.now()
  const rows = sample.map(({ id, phone }) => ({ id, sealed: seal(phone, id), index: blindIndex(phone) }))
  tell(`sealing and indexing a number: ${(((performance.now() - begun) / sample.length) * 1000).toFixed(1)} µs`)
  await sql`
    update patients_sealed p set phone_sealed = s.sealed, phone_index = s.index
    from unnest(${sql.array(rows.map(({ id }) => id))}::uuid[], ${sql.array(rows.map(({ sealed }) => `\\x${sealed.toString('hex')}`))}::bytea[],
      ${sql.array(rows.map(({ index }) => `\\x${index.toString('hex')}`))}::bytea[]) as s (id, sealed, index)
    where p.chain_id = ${chainId} and p.id = s.id`
  return [...sample]
}

type Read = (tx: TransactionSql, chainId: string, row: Sealed) => Promise<string>

/** One after another in one transaction each time of a page's reads, as a patient's page would. */
async function readTimes(sql: Sql, chainId: string, sample: Sealed[], read: Read): Promise<number[]> {
  return sql.begin(async (tx) => {
    await enter(tx, chainId)
    const times: number[] = []
    for (const row of sample) {
      times.push(
        await millisecondsOf(async () => {
          if ((await read(tx, chainId, row)) !== row.phone) throw new Error('another number came back')
        }),
      )
    }
    return times.slice(Math.min(50, times.length / 2))
  })
}

async function readById(tx: TransactionSql, chainId: string, { id }: Sealed): Promise<string> {
  const [row] = await tx<{ sealed: Buffer }[]>`
    select phone_sealed as sealed from patients_sealed where chain_id = ${chainId} and id = ${id}`
  return row ? unseal(row.sealed, id) : ''
}

async function readByNumber(tx: TransactionSql, chainId: string, { id, phone }: Sealed): Promise<string> {
  const rows = await tx<{ id: string; sealed: Buffer }[]>`
    select id, phone_sealed as sealed from patients_sealed where chain_id = ${chainId} and phone_index = ${blindIndex(phone)}`
  const row = rows.find((one) => one.id === id)
  return row ? unseal(row.sealed, id) : ''
}

function seal(text: string, owner: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', KEY, nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

function unseal(sealed: Buffer, owner: string): string {
  const decipher = createDecipheriv('aes-256-gcm', KEY, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
}

function blindIndex(text: string): Buffer {
  return createHmac('sha256', KEY).update(text).digest().subarray(0, INDEX_BYTES)
}
