import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'

import { closeDatabase, db } from '#db/client.ts'
import { accounts, ledgerEntries } from '#db/schema/billing.ts'
import { chains, clinics, staffClinics } from '#db/schema/chains.ts'
import { appointments, patients } from '#db/schema/patients.ts'
import { staff } from '#db/schema/staff.ts'
import type { StaffRole } from '#lib/core/permissions.ts'
import type { Payload, QueueName } from '#lib/queue/queues.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { setEnv } from '#lib/runtime/env.ts'
import { addressOf, execute } from '#tests/database-server.ts'

// Builders write past the verbs, so that a test of one verb does not lean on another. Each test makes a chain of its own.

/**
 * Gives this test file a database of its own: `db()`, and every verb that uses it, works on it. Call it at the top of the
 * file, with the settings under which it plays. When the file is done the database goes and all settings are as they were:
 * the next one runs in the same process.
 */
export function testDatabase(settings: Record<string, string> = {}): void {
  const name = `meelespea_test_${randomBytes(6).toString('hex')}`
  const server = inject('databaseServer')
  let before: NodeJS.ProcessEnv

  beforeAll(async () => {
    before = { ...process.env }
    await closeDatabase() // what a file before this one may have left open when it failed
    Object.assign(process.env, settings)
    // Copied file by file, which takes half of the time that writing every page to the log takes.
    await execute(
      server,
      (sql) => sql`create database ${sql(name)} template ${sql(inject('templateDatabase'))} strategy file_copy`,
    )
    setEnv({ DATABASE_URL: addressOf(server, name), SECRET: 'only-for-tests-'.padEnd(32, '0') })
  })
  afterAll(async () => {
    await closeDatabase()
    for (const setting of Object.keys(process.env)) if (!(setting in before)) delete process.env[setting]
    Object.assign(process.env, before)
    setEnv({})
    await execute(server, (sql) => sql`drop database ${sql(name)} with (force)`)
  })
}

/** Before any moment that a test plays in: what was agreed before an activation is a trial for ever. */
const LONG_AGO = new Date('2020-01-01T00:00:00Z')

/** An activated chain with an account, and the context of someone who may do everything in it. */
export async function aChain({
  now = new Date(),
  euros = 0,
  ...values
}: Partial<typeof chains.$inferInsert> & { now?: Date; euros?: number } = {}): Promise<Ctx> {
  const [chain] = await db()
    .insert(chains)
    .values({
      name: `Hambaravi ${randomUUID()}`,
      senderName: 'Hambaravi',
      languages: ['et', 'ru', 'en'],
      activatedAt: LONG_AGO,
      ...values,
    })
    .returning()
  const { id: chainId } = first(chain)
  const micro = euros * 1_000_000
  await db().insert(accounts).values({ chainId, availableMicro: micro, toppedUpMicro: micro })
  if (micro > 0) {
    await db()
      .insert(ledgerEntries)
      .values({ chainId, kind: 'top_up', amountMicro: micro, factKey: `top-up ${randomUUID()}` })
  }
  return chainCtx(chainId, now)
}

export async function aClinic(
  ctx: Ctx,
  values: Partial<typeof clinics.$inferInsert> = {},
): Promise<typeof clinics.$inferSelect> {
  const [clinic] = await db()
    .insert(clinics)
    .values({ chainId: ctx.chainId, name: `Kesklinn ${randomUUID()}`, phone: '+3726123456', ...values })
    .returning()
  return first(clinic)
}

/** Who can be reached by SMS and e-mail in Estonian, unless `values` say otherwise. */
export async function aPatient(
  ctx: Ctx,
  clinic: { id: string },
  values: Partial<typeof patients.$inferInsert> = {},
): Promise<typeof patients.$inferSelect> {
  const [patient] = await db()
    .insert(patients)
    .values({
      chainId: ctx.chainId,
      clinicId: clinic.id,
      code: randomUUID(),
      firstName: 'Mari',
      lastName: 'Maasikas',
      birthDate: '1985-05-17',
      gender: 'female',
      country: 'EE',
      language: 'et',
      email: 'mari@example.ee',
      ...(values.phone === undefined ? aMobileNumber() : {}),
      ...values,
    })
    .returning()
  return first(patient)
}

export async function anAppointment(
  ctx: Ctx,
  patient: { id: string; clinicId: string },
  values: Partial<typeof appointments.$inferInsert> & { startsAt: Date },
): Promise<typeof appointments.$inferSelect> {
  const [appointment] = await db()
    .insert(appointments)
    .values({
      chainId: ctx.chainId,
      patientId: patient.id,
      clinicId: patient.clinicId,
      code: randomUUID(),
      status: 'scheduled',
      ...values,
    })
    .returning()
  return first(appointment)
}

/** Somebody of the staff, and the context in which they act: in the named clinics, or in all. */
export async function aStaff(ctx: Ctx, role: StaffRole, clinicIds: string[] | 'all' = 'all'): Promise<Ctx> {
  const [person] = await db()
    .insert(staff)
    .values({ chainId: ctx.chainId, name: 'Kati Kask', email: `${randomUUID()}@example.ee`, role })
    .returning()
  const staffId = first(person).id
  if (clinicIds !== 'all' && clinicIds.length > 0) {
    await db()
      .insert(staffClinics)
      .values(clinicIds.map((clinicId) => ({ chainId: ctx.chainId, staffId, clinicId })))
  }
  return { ...ctx, staffId, role, clinicIds }
}

/** Payloads of the jobs that wait on a queue, oldest first. */
export async function jobsFor<Q extends QueueName>(queue: Q): Promise<Payload<Q>[]> {
  const rows = await db().$client<{ data: Payload<Q> }[]>`
    select data from pgboss.job where name = ${queue} and state = 'created' order by created_on, id`
  return rows.map(({ data }) => data)
}

let lastNumber = 0

/** A mobile number that no other patient of this file has. */
export function aMobileNumber() {
  lastNumber += 1
  const phone = `+37253${String(lastNumber).padStart(6, '0')}`
  return { phone, phoneTyped: phone, phoneKind: 'mobile' as const, phoneCountry: 'EE' }
}

function first<T>(row: T | undefined): T {
  if (!row) throw new Error('the insert returned no row')
  return row
}
