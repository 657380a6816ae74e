import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listOverlaps, patientExists } from '#db/queries/appointments.ts'
import { isSendKeyUsed } from '#db/queries/campaigns.ts'
import { listDeliveriesOf } from '#db/queries/deliveries.ts'
import { listAppointmentsOf } from '#db/queries/patients.ts'
import { countPatientsByLanguage } from '#db/queries/templates.ts'
import { isOptedOut } from '#db/queries/test-texts.ts'
import { countAudience } from '#lib/campaigns/count-audience.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { whyPatient } from '#lib/campaigns/why.ts'
import { EVERYONE } from '#lib/core/audience.ts'
import { previewHoliday } from '#lib/holidays/preview.ts'
import { setHoliday } from '#lib/holidays/set.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { reserveForReminders } from '#lib/reminders/reserve.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aDraft } from '#tests/campaigns.ts'
import { aChain, aClinic, anAppointment, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { aRule, switchOn } from '#tests/reminders.ts'
import { aChainOfCanaries } from './canaries.ts'

testDatabase()

const DENIED = { cause: { code: '42501' } }
// Ahead of every clock; 12:00 in Tallinn.
const NOON = new Date('2099-12-02T10:00:00Z')
const SHARED = { phone: '+37253777100', phoneTyped: '5377 7100', phoneKind: 'mobile', phoneCountry: 'EE' } as const

/** Tables whose rows say which clinic, patient, campaign or text they are of, and what else there may be of one. */
const OF_CLINICS = [
  'clinic_id',
  'clinic_ids',
  'sender_clinic_ids',
  'patient_id',
  'patient_ids',
  'campaign_id',
  'delivery_id',
]
const NOT_HELD: Record<string, string> = {
  holds: 'money of the chain',
  ledger_entries: 'money of the chain',
}

describe('staff of another clinic of the chain', () => {
  test('each table with rows of a clinic is held', async () => {
    const open = await db().execute<{ name: string }>(sql`
      select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
        and a.attname = any(${sql.param(OF_CLINICS)}::text[]) and has_table_privilege('meelespea_clinics', c.oid, 'select')
        and not exists (
          select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and 'meelespea_clinics'::regrole = any(p.polroles)
        )
      order by 1`)
    expect(open.map(({ name }) => name)).toEqual(Object.keys(NOT_HELD))
  })

  test('no row of a canary is shown to them, and each to those of its own', async () => {
    const { ctx, clinic, otherClinic, known, clinicsOwn } = await aChainOfCanaries()
    const seen = async (clinicId: string) => {
      const person = await aStaff(ctx, 'clinic_manager', [clinicId])
      const tables = [
        'patients',
        'appointments',
        'deliveries',
        'delivery_doubts',
        'reminders',
        'replies',
        'visit_answers',
        'consents',
      ]
      const counts = [...tables, 'opt_outs'].map((name) =>
        inChain(person, async (tx) => {
          const [row] = await tx.execute<{ rows: number }>(
            sql`select count(*)::int as rows from ${sql.identifier(name)}`,
          )
          return [name, row?.rows]
        }),
      )
      return Object.fromEntries(await Promise.all(counts))
    }
    expect(Object.values(await seen(otherClinic.id)).filter((rows) => rows !== 0)).toEqual([])
    expect(Object.values(await seen(clinic.id)).filter((rows) => rows === 0)).toEqual([])
    expect([known.length > 0, clinicsOwn.length > 0]).toEqual([true, true])
  })

  test('they write nothing of another’s, nor make it theirs', async () => {
    const { ctx, clinic, otherClinic, known } = await aChainOfCanaries()
    const person = await aStaff(ctx, 'clinic_manager', [otherClinic.id])
    const tries = [
      sql`update patients set note = '' where chain_id = ${ctx.chainId} returning id`,
      sql`update appointments set clinic_id = ${otherClinic.id} where chain_id = ${ctx.chainId} returning id`,
      sql`update reminder_rules set enabled = false where chain_id = ${ctx.chainId} returning id`,
      sql`delete from holidays where chain_id = ${ctx.chainId} returning id`,
      sql`update clinics set name = 'Minu' where chain_id = ${ctx.chainId} returning id`,
    ]
    for (const one of tries) expect(await inChain(person, (tx) => tx.execute(one))).toEqual([])
    const own = await aPatient(ctx, otherClinic)
    const away = sql`update patients set clinic_id = ${clinic.id} where chain_id = ${ctx.chainId} and id = ${own.id}`
    await expect(inChain(person, (tx) => tx.execute(away))).rejects.toMatchObject(DENIED)
    const smuggled = sql`insert into consents (chain_id, patient_id, purpose, channel, source)
      values (${ctx.chainId}, ${known[0]?.patientId}, 'recall', 'any', 'staff')`
    await expect(inChain(person, (tx) => tx.execute(smuggled))).rejects.toMatchObject(DENIED)
  })

  test('who names no clinic sees none, and the views of the whole chain end at the chain and are not for the worker', async () => {
    const { ctx } = await aChainOfCanaries()
    const nobody = { chainId: ctx.chainId, clinicIds: [] }
    const count = sql`select (select count(*)::int from patients) as own, (select count(*)::int from whole_chain.patients) as chain`
    expect(await inChain(nobody, (tx) => tx.execute(count))).toEqual([{ own: 0, chain: 1 }])
    expect(await inChain(await aChain(), (tx) => tx.execute(count))).toEqual([{ own: 0, chain: 0 }])
    await expect(asWorker((tx) => tx.execute(sql`select from whole_chain.patients`))).rejects.toMatchObject(DENIED)
  })
})

/** Two clinics whose patients share a number, have refused, were booked and come to each other's. */
async function aChainOfTwo() {
  const manager = await aChain({ now: NOON, euros: 100 })
  const [home, away] = [await aClinic(manager, { zone: 'UTC' }), await aClinic(manager, { zone: 'UTC' })]
  const first = await aPatient(manager, away, { ...SHARED, firstName: 'Esimene' })
  const own = await aPatient(manager, home, { ...SHARED, firstName: 'Mari' })
  const refusing = await aPatient(manager, away, { language: 'ru' })
  await aPatient(manager, home, { language: 'ru', email: null })
  await db().execute(sql`
    insert into opt_outs (chain_id, channel, address, purpose, source)
    values (${manager.chainId}, 'sms', ${refusing.phone}, 'all', 'staff')`)
  await switchOn(manager, 'reminders')
  await aRule(manager, { moment: 'day_before', days: 1, atLocal: '10:00' })
  const visitOf = async (patient: typeof own, clinic: { id: string }, day: string) => {
    const startsAt = new Date(`${day}T12:00:00Z`)
    const visit = await anAppointment(
      manager,
      { ...patient, clinicId: clinic.id },
      { startsAt, versionAt: NOON, doctor: 'Dr Kask' },
    )
    await inChain(manager, (tx) => planReminders(tx, manager, [visit.id], NOON))
    return visit
  }
  const visits = [
    await visitOf(first, away, '2099-12-05'),
    await visitOf(own, away, '2099-12-06'),
    await visitOf(own, home, '2099-12-07'),
  ]
  const limited = await aStaff(manager, 'clinic_manager', [home.id])
  return { manager, limited, home, away, first, own, refusing, visits }
}

type Two = Awaited<ReturnType<typeof aChainOfTwo>>

const FIGURES: [string, (ctx: Ctx, two: Two) => Promise<unknown>, unknown][] = [
  ['the reserve for reminders', (ctx) => inChain(ctx, (tx) => reserveForReminders(tx, ctx, 7)), 3 * 45_000],
  [
    'the preview of a campaign of the chain',
    async (ctx, { manager }) => {
      const { campaignId } = await aDraft(manager, {
        purpose: 'notice',
        texts: [
          { language: 'et', subject: '', body: 'Tere!' },
          { language: 'ru', subject: '', body: 'Привет!' },
        ],
      })
      const { samples: _samples, fingerprint: _fingerprint, ...figures } = await previewCampaign(ctx, { campaignId })
      return figures
    },
    { willGet: 2 },
  ],
  [
    'an audience that names the clinics',
    (ctx, { home, away }) =>
      countAudience(ctx, {
        purpose: 'notice',
        channel: 'sms',
        noLanguageAs: null,
        audience: { ...EVERYONE, clinicIds: [home.id, away.id] },
      }).then(({ people }) => people),
    4,
  ],
  [
    'overlaps with a visit at another clinic',
    (ctx, { own, home }) =>
      inChain(ctx, (tx) =>
        listOverlaps(tx, ctx.chainId, {
          patientId: own.id,
          clinicId: home.id,
          startsAt: new Date('2099-12-06T12:00:00Z'),
          durationMinutes: 30,
          doctor: null,
          office: null,
        }),
      ),
    [{ localTime: '12:00' }],
  ],
  [
    'a patient of another clinic who visits',
    (ctx, { first }) => inChain(ctx, (tx) => patientExists(tx, ctx.chainId, first.id)),
    true,
  ],
  [
    'the visits of a patient at every clinic',
    (ctx, { own }) => inChain(ctx, (tx) => listAppointmentsOf(tx, ctx.chainId, own.id)).then((rows) => rows.length),
    2,
  ],
  [
    'patients by language',
    (ctx) =>
      inChain(ctx, (tx) => countPatientsByLanguage(tx, ctx.chainId)).then((rows) =>
        rows.toSorted((a, b) => (a.language ?? '').localeCompare(b.language ?? '')),
      ),
    [
      { language: 'et', patients: 2 },
      { language: 'ru', patients: 2 },
    ],
  ],
  [
    'a refusal of a number of another clinic',
    (ctx, { refusing }) =>
      inChain(ctx, (tx) =>
        isOptedOut(tx, ctx.chainId, { channel: 'sms', address: refusing.phone ?? '', purposes: ['all'] }),
      ),
    true,
  ],
  [
    'a key of Send that was used at another clinic',
    async (ctx, { manager, away, own }) => {
      const sendKey = crypto.randomUUID()
      await aDraft(manager, { senderClinicIds: [away.id], sendKey })
      return inChain(ctx, (tx) => isSendKeyUsed(tx, ctx.chainId, { sendKey, exceptId: own.id }))
    },
    true,
  ],
  [
    'what a holiday would move',
    (ctx, { home }) => previewHoliday(ctx, { clinicId: home.id, day: '2099-12-06', name: '', closed: true }),
    { stay: 1, move: 1 },
  ],
  [
    'the texts to a patient, of whichever clinic',
    async (ctx, { manager, own, away }) => {
      await db().execute(sql`
        with wording as (
          insert into wordings (chain_id, channel, purpose, language, body) values (${manager.chainId}, 'sms', 'notice', 'et', 'Tere!') returning id
        )
        insert into deliveries (chain_id, month, kind, channel, patient_id, clinic_id, address, language, wording_id, segments, price_micro, valid_until)
        select ${manager.chainId}, date_trunc('month', now())::date, 'reminder', 'sms', ${own.id}, ${away.id}, '+37253777100', 'et', id, 1, 0, now() from wording`)
      return inChain(ctx, (tx) => listDeliveriesOf(tx, ctx.chainId, own.id)).then((rows) =>
        rows.map(({ status }) => status),
      )
    },
    ['planned'],
  ],
  [
    'why somebody’s number gets another’s text',
    async (ctx, { manager, own }) => {
      const { campaignId } = await aDraft(manager, { purpose: 'notice' })
      return whyPatient(ctx, { campaignId, patientId: own.id })
    },
    { outcome: 'left_out', reason: 'same_number' },
  ],
]

describe('what is right only over the whole chain is the same for staff of one clinic', () => {
  test.each(FIGURES)('%s', async (_what, figure, expected) => {
    const two = await aChainOfTwo()
    const forManager = await figure(two.manager, two)
    if (typeof expected === 'object') expect(forManager).toMatchObject(expected as object)
    else expect(forManager).toBe(expected)
    const again = await aChainOfTwo()
    expect(withoutIds(await figure(again.limited, again))).toEqual(withoutIds(forManager))
  })

  test('a day closed at one clinic is planned anew under the rules of the chain', async () => {
    const { limited, home } = await aChainOfTwo()
    await setHoliday(limited, { clinicId: home.id, day: '2099-12-06', name: '', closed: true })
    const versions = await db().execute(sql`select version from reminder_rules where chain_id = ${limited.chainId}`)
    expect(versions).toEqual([{ version: 2 }])
  })
})

/** Two chains are alike but for their ids, and a clinic manager sees as much of the money as a chain manager. */
function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'))
}
