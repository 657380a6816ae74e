import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import type { Locale } from '#i18n/locales.ts'
import { formatTag, LOCALES } from '#i18n/locales.ts'
import { loadMessages } from '#i18n/messages.ts'
import { textFormats } from '#i18n/text-formats.ts'
import { exportPatient } from '#lib/privacy/export-patient.ts'
import { keepRetention } from '#lib/privacy/keep-retention.ts'
import { renderPatientPdf } from '#lib/privacy/patient-pdf.ts'
import { aChain, aClinic, anAppointment, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { wordsOfPdf } from '#tests/pdf-words.ts'
import { patientPaper } from './patient-paper.ts'

testDatabase()

const DAY_MILLISECONDS = 86_400_000
const NUMBER = '+37253111222'

/** Õie Žukova, who shares her number with Pelle; Pelle's own rows are to be nowhere in what she is given. */
async function aKnownPatient() {
  const ctx = await aChain()
  const manager = await aStaff(ctx, 'chain_manager')
  const clinic = await aClinic(ctx, { name: 'Õismäe hambakliinik' })
  const shared = { phone: NUMBER, phoneTyped: NUMBER, phoneKind: 'mobile', phoneCountry: 'EE' } as const
  const own = { firstName: 'Õie', lastName: 'Žukova-Щербакова', code: 'P-1001', note: 'Kardab puuri' }
  const patient = await aPatient(ctx, clinic, { ...shared, ...own, email: 'oie@example.ee' })
  const foreign = { firstName: 'Pelle', lastName: 'Võõras', code: 'P-2002', note: 'Peitmata märkus' }
  const other = await aPatient(ctx, clinic, { ...shared, ...foreign, email: 'pelle@example.ee' })
  await anAppointment(ctx, patient, {
    startsAt: new Date('2026-11-30T08:30:00Z'),
    doctor: 'Dr Šults',
    office: 'Kabinet 3',
  })
  await anAppointment(ctx, other, { startsAt: new Date('2026-12-01T08:30:00Z'), doctor: 'Dr Pellearst' })
  await db().execute(sql`
    insert into consents (chain_id, patient_id, purpose, channel, source, wording, policy_version)
    select chain_id, id, 'marketing', 'sms', 'staff', 'Nõus: ' || first_name, '1.et' from patients where chain_id = ${ctx.chainId}`)
  await db().execute(sql`
    insert into replies (chain_id, provider, provider_id, sender, recipient, body, raw, patient_ids, received_at)
    values (${ctx.chainId}, 'scripted', gen_random_uuid(), ${NUMBER}, '1500', 'Õhtul ei saa, хорошо?', 'raw', array[${patient.id}::uuid], now()),
      (${ctx.chainId}, 'scripted', gen_random_uuid(), ${NUMBER}, '1500', 'Pelle kirjutas', 'raw', array[${other.id}::uuid], now()),
      (${ctx.chainId}, 'scripted', gen_random_uuid(), ${NUMBER}, '1500', 'Keegi neist', 'raw', array[${patient.id}::uuid, ${other.id}::uuid], now())`)
  return { ctx, manager, patient, other }
}

const FOREIGN = ['Pelle', 'Võõras', 'P-2002', 'Peitmata', 'pelle@', 'Pellearst']

async function paperOf(data: Awaited<ReturnType<typeof exportPatient>>, locale: Locale): Promise<string[]> {
  const messages = await loadMessages(locale)
  // Their keys are checked where the route asks for them.
  const words = (namespace: string) =>
    createTranslator({
      ...{ locale: formatTag(locale), messages, timeZone: 'Europe/Tallinn' },
      namespace: namespace as 'common',
    }) as never
  const paper = patientPaper(data, locale, {
    t: words('privacy.paper'),
    tPatients: words('patients'),
    tStatuses: words('statuses'),
    tCommon: words('common'),
    formats: textFormats(formatTag(locale), 'Europe/Tallinn'),
  })
  return wordsOfPdf(await renderPatientPdf(paper))
}

describe('what a patient is handed', () => {
  test.each(LOCALES)('as a PDF in %s has every letter of theirs, and nothing of another patient', async (locale) => {
    const { manager, patient } = await aKnownPatient()
    const lines = await paperOf(await exportPatient(manager, { patientId: patient.id, format: 'pdf' }), locale)
    const text = lines.join(' ').replace(/\s+/g, ' ')
    for (const own of [
      'Õie Žukova-Щербакова',
      'P-1001',
      NUMBER,
      'oie@example.ee',
      'Õismäe hambakliinik',
      'Dr Šults',
      'Kardab puuri',
      'Nõus: Õie',
      'хорошо',
    ])
      expect(text).toContain(own)
    for (const foreign of FOREIGN) expect(text).not.toContain(foreign)
    expect(text).not.toContain('\uFFFD')
    const { title, person, replies } = (await loadMessages(locale)).privacy.paper
    for (const words of [title.split('{')[0]?.trim() ?? '', person, replies]) expect(text).toContain(words)
  })

  test('as JSON has the same, and nothing of another patient', async () => {
    const { manager, patient } = await aKnownPatient()
    const data = await exportPatient(manager, { patientId: patient.id, format: 'json' })
    const json = JSON.stringify(data)
    expect(data.patient).toMatchObject({ code: 'P-1001', lastName: 'Žukova-Щербакова', phone: NUMBER })
    expect([data.appointments.length, data.consents.length]).toEqual([1, 1])
    for (const foreign of FOREIGN) expect(json).not.toContain(foreign)
  })

  test('leaves a line in the audit log, without a word of it', async () => {
    const { ctx, manager, patient } = await aKnownPatient()
    await exportPatient(manager, { patientId: patient.id, format: 'pdf' })
    const lines = await db().execute(sql`
      select staff_id as who, entity_id as whose, after from audit_log where chain_id = ${ctx.chainId} and action = 'patient.export'`)
    expect(lines).toEqual([{ who: manager.staffId, whose: patient.id, after: { format: 'pdf' } }])
  })

  test('goes over as many pages as it takes', async () => {
    const { ctx, manager, patient } = await aKnownPatient()
    await db().execute(sql`
      insert into replies (chain_id, provider, provider_id, sender, recipient, body, raw, patient_ids, received_at)
      select ${ctx.chainId}, 'scripted', gen_random_uuid(), ${NUMBER}, '1500', 'Vastus number ' || n, 'raw', array[${patient.id}::uuid], now()
      from generate_series(1, 120) n`)
    const text = (await paperOf(await exportPatient(manager, { patientId: patient.id, format: 'pdf' }), 'et')).join(
      '\n',
    )
    for (const number of [1, 60, 120]) expect(text).toMatch(new RegExp(`Vastus number ${number}\\b`))
  })

  test('is not for who asks from another clinic or chain', async () => {
    const { ctx, patient } = await aKnownPatient()
    const elsewhere = await aClinic(ctx)
    const asked = [await aStaff(ctx, 'clinic_manager', [elsewhere.id]), await aStaff(await aChain(), 'chain_manager')]
    for (const person of asked)
      await expect(exportPatient(person, { patientId: patient.id, format: 'json' })).rejects.toMatchObject({
        code: 'not_found',
      })
  })
})

test('words that retention has removed are said to be removed', async () => {
  const { ctx, manager, patient } = await aKnownPatient()
  await keepRetention(new Date(ctx.now.getTime() + 91 * DAY_MILLISECONDS))
  const data = await exportPatient(manager, { patientId: patient.id, format: 'pdf' })
  expect(JSON.stringify(data.replies)).not.toContain('хорошо')
})
