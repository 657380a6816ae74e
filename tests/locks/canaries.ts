import { randomUUID } from 'node:crypto'

import { db, sql } from '#db/client.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { aChain, aClinic, anAppointment, aPatient, aStaff } from '#tests/database.ts'
import type { Known } from './plausible-input.ts'

// A chain with a row of every kind, all of them at one clinic and all of them telling where they come from.

/** Stands in each name, text and address of what must not be seen by strangers. */
export const CANARY = 'Kanaari'

const DAY_MILLISECONDS = 86_400_000

/** What a schema's shape does not tell of a field. */
const FILLED_IN = {
  atLocal: '10:00',
  opensAt: '09:00',
  closesAt: '20:00',
  zone: 'Europe/Tallinn',
  phone: '+37253777009',
  language: 'et',
  defaultLanguage: 'et',
  languages: ['et', 'ru'],
  noLanguageAs: 'et',
  euros: '100',
  price: '0,05',
  location: 'EE',
  country: 'EE',
  sendAtLocal: '2027-03-09T10:00',
  localTime: '2027-03-09T10:00',
  iban: 'EE382200221020145685',
  days: '3',
  from: '2026-01-01',
  to: '2026-02-01',
  givenOn: '2026-02-01',
  email: 'uus.inimene@pesa.example',
  managerEmail: 'uus.juht@pesa.example',
  contactEmail: 'kontor@pesa.example',
  contactPhone: '+3726123456',
  password: 'seitse rohelist laulvat konna',
  registryCode: '12345678',
  senderName: 'Tuvike',
  monthlyTexts: '5000',
  maxCharacters: '133',
  textsPerHour: '1000',
  textsPerDay: '10000',
  people: '500',
  place: '1',
  ratePerSecond: '10',
  policy: '1.et',
  bodies: ['Luban saata endale pakkumisi.'],
}

const CLINICS_OWN = ['campaignId', 'deliveryId', 'holidayId', 'replyId', 'answerId', 'optOutId', 'consentId']

export type Canaries = {
  /** Whose rows these are, as somebody who may do everything there. */
  ctx: Ctx
  /** The clinic that has them all, and one of the same chain that has none. */
  clinic: { id: string }
  otherClinic: { id: string }
  /** Ids by the names that fields and addresses have for them; more than one set, where a row has states. */
  known: Known[]
  /** Words of these rows that no stranger may read. */
  words: string[]
  /** Words of what everybody of the chain may read: names of its clinics, its templates and rules, its money. */
  ownWords: string[]
  /** Ids of what belongs to the clinic. */
  clinicsOwn: string[]
}

export async function aChainOfCanaries(): Promise<Canaries> {
  const ctx = await aChain({ name: `Linnuahel ${randomUUID()}`, euros: 500 })
  const clinic = await aClinic(ctx, { name: 'Linnukliinik' })
  const otherClinic = await aClinic(ctx, { name: 'Teine kliinik' })
  const patient = await aPatient(ctx, clinic, {
    firstName: `${CANARY}lind`,
    lastName: 'Pesakond',
    phone: '+37253777001',
    phoneTyped: '5377 7001',
    phoneKind: 'mobile',
    phoneCountry: 'EE',
    email: 'kanaari@puur.example',
    note: `${CANARY} märkus`,
  })
  const appointment = await anAppointment(ctx, patient, {
    startsAt: new Date(Date.now() + 3 * DAY_MILLISECONDS),
    doctor: `Dr ${CANARY}`,
  })
  const { draftId, chainsDraftId, ...rows } = await insertRest(ctx, {
    clinicId: clinic.id,
    patientId: patient.id,
    appointmentId: appointment.id,
  })
  const { staffId } = await aStaff(ctx, 'clinic_manager', [clinic.id])
  const ofStaff = await insertOfStaff(ctx, {
    clinicId: clinic.id,
    staffId: staffId ?? '',
    campaignId: rows.campaignId ?? '',
  })
  const known: Known = {
    ...rows,
    clinicId: clinic.id,
    patientId: patient.id,
    appointmentId: appointment.id,
    staffId,
    ...ofStaff,
    chainId: ctx.chainId,
    of: rows.ruleId,
    sendKey: randomUUID(),
    // Of the service, not of any chain.
    jobId: randomUUID(),
    entryId: randomUUID(),
    ...FILLED_IN,
    // At the clinic it is tomorrow while it is still today elsewhere.
    day: dayIn(clinic.zone, new Date(Date.now() + 2 * DAY_MILLISECONDS)),
  }
  return {
    ctx,
    clinic,
    otherClinic,
    // The draft of the whole chain is seen from each of its clinics; who gets it, from theirs alone.
    known: [known, { ...known, campaignId: draftId }, { ...known, campaignId: chainsDraftId }],
    words: [CANARY, 'Pesakond', '+37253777001', '5377 7001', 'kanaari@puur'],
    ownWords: ['Linnu'],
    clinicsOwn: [clinic.id, patient.id, appointment.id, draftId, ...CLINICS_OWN.map((name) => rows[name])].filter(
      (id) => id !== undefined,
    ),
  }
}

/** What has no builder of its own, in one statement. @returns its ids by the names of fields */
async function insertRest(
  { chainId }: Ctx,
  { clinicId, patientId, appointmentId }: { clinicId: string; patientId: string; appointmentId: string },
): Promise<Record<string, string>> {
  const month = `${new Date().toISOString().slice(0, 7)}-01`
  const [row] = await db().execute<Record<string, string>>(sql`
    with campaign as (
      insert into campaigns (chain_id, name, purpose, status, audience, month, sender_clinic_ids, people, started_at)
      select ${chainId}::uuid, case when own then ${`${CANARY}kampaania`} else 'Linnukampaania' end, 'notice', status,
        case when own then ${JSON.stringify({ clinicIds: [clinicId] })} else '{}' end::jsonb, ${month}::date,
        case when own then array[${clinicId}::uuid] end, 1, case status when 'sending' then now() end
      from (values ('draft', true), ('sending', true), ('draft', false)) as sent (status, own)
      returning id, status, sender_clinic_ids is not null as own
    ), composition as (
      insert into compositions (chain_id, campaign_id, language, subject, body)
      select ${chainId}::uuid, id, 'et', '', 'Tere, {first_name}! ' || case when own then ${`${CANARY}tekst.`} else 'Linnutekst.' end from campaign
    ), wording as (
      insert into wordings (chain_id, campaign_id, channel, purpose, language, subject, body)
      select ${chainId}::uuid, id, 'sms', 'notice', 'et', '', ${`${CANARY}tekst`} from campaign where status = 'sending' returning id
    ), delivery as (
      insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, clinic_id, address, country, language, wording_id,
        segments, price_micro, valid_until, status)
      select ${chainId}::uuid, ${month}::date, 'bulk', 'sms', campaign.id, ${patientId}::uuid, ${clinicId}::uuid, '+37253777001', 'EE', 'et', wording.id,
        1, 0, now() + interval '1 day', 'unknown'
      from campaign, wording where campaign.status = 'sending' returning id, campaign_id
    ), doubt as (
      insert into delivery_doubts (chain_id, delivery_id, month, campaign_id, clinic_id, channel, detail)
      select ${chainId}::uuid, id, ${month}::date, campaign_id, ${clinicId}::uuid, 'sms', ${`${CANARY} ei vastanud`} from delivery
    ), left_out as (
      insert into left_out_lists (chain_id, campaign_id, patient_ids, reasons, last_id)
      select ${chainId}::uuid, id, array[${patientId}::uuid], array['no_number'], ${patientId}::uuid from campaign
    ), template as (
      insert into templates (chain_id, purpose, name) values (${chainId}, 'reminder', ${'Linnumall'}) returning id
    ), template_text as (
      insert into template_texts (chain_id, template_id, version, language, body)
      select ${chainId}::uuid, id, 1, 'et', ${'{first_name}, Linnumeeldetuletus'} from template
    ), rule as (
      insert into reminder_rules (chain_id, name, moment, minutes, template_id, clinic_ids, enabled)
      select ${chainId}::uuid, ${'Linnureegel'}, 'before_visit', 1440, id, array[${clinicId}::uuid], true from template returning id
    ), reminder as (
      insert into reminders (chain_id, appointment_id, rule_id, appointment_version, channel, rule_version, kind, patient_id, clinic_id,
        starts_at, due_at, status)
      select ${chainId}::uuid, ${appointmentId}::uuid, id, 1, 'sms', 1, 'reminder', ${patientId}::uuid, ${clinicId}::uuid,
        now() + interval '3 days', now() + interval '2 days', 'planned' from rule
    ), holiday as (
      insert into holidays (chain_id, clinic_id, day, name) values (${chainId}, ${clinicId}, current_date + 30, ${`${CANARY}püha`}) returning id
    ), import as (
      insert into imports (chain_id, kind, source, status, file_name, header, clinic_id)
      values (${chainId}, 'patients', 'portal', 'uploaded', ${'Linnu.csv'}, array['Eesnimi'], ${clinicId}) returning id
    ), refusal as (
      insert into import_refusals (chain_id, import_id, row_number, reasons, cells)
      select ${chainId}::uuid, id, 2, array['code_missing'], array[${`${CANARY}rida`}] from import
    ), payment as (
      insert into payments (chain_id, source, status, gross_micro, net_micro, vat_basis_points, paid_on, note, entered_by)
      values (${chainId}, 'hand', 'waiting', 1240000, 1000000, 2400, current_date, ${'Linnu makse'}, gen_random_uuid()) returning id
    ), reply as (
      insert into replies (chain_id, provider, provider_id, sender, recipient, body, patient_ids, clinic_ids, received_at)
      values (${chainId}, 'sandbox', gen_random_uuid()::text, '+37253777001', '1234', ${`${CANARY}vastus`}, array[${patientId}::uuid],
        array[${clinicId}::uuid], now()) returning id
    ), answer as (
      insert into visit_answers (chain_id, appointment_id, appointment_version, patient_id, clinic_id, month, delivery_id, answer, source)
      select ${chainId}::uuid, ${appointmentId}::uuid, 1, ${patientId}::uuid, ${clinicId}::uuid, ${month}::date, id, 'call', 'link' from delivery returning id
    ), opt_out as (
      insert into opt_outs (chain_id, channel, address, purpose, source, wording)
      values (${chainId}, 'sms', '+37253777001', 'marketing', 'staff', ${`${CANARY} ei soovi`}) returning id
    ), consent as (
      insert into consents (chain_id, patient_id, purpose, channel, source, wording)
      values (${chainId}, ${patientId}, 'marketing', 'any', 'staff', ${`${CANARY} nõus`}) returning id
    ), invoice as (
      insert into invoices (chain_id, reference, buyer, seller, locale, net_micro, vat_basis_points, vat_micro, gross_micro, issued_on, due_on)
      values (${chainId}, '12345', ${'Linnu OÜ'}, '{}', 'et', 1000000, 2400, 240000, 1240000, current_date, current_date) returning id
    ), audience as (
      insert into audiences (chain_id, name, filter) values (${chainId}, ${'Linnuvalim'}, '{}') returning id
    )
    select (select id from campaign where status = 'sending') as "campaignId", (select id from campaign where status = 'draft' and own) as "draftId",
      (select id from campaign where not own) as "chainsDraftId", ${month} as month,
      (select id from delivery) as "deliveryId", (select id from delivery) as delivery, (select id from template) as "templateId",
      (select id from rule) as "ruleId", (select id from holiday) as "holidayId", (select id from import) as "importId",
      (select id from reply) as "replyId", (select id from answer) as "answerId", (select id from opt_out) as "optOutId",
      (select id from consent) as "consentId", (select id from invoice) as "invoiceId", (select id from audience) as "audienceId",
      (select id from payment) as "paymentId"`)
  if (!row) throw new Error('nothing was inserted')
  return row
}

/** What somebody of the staff has, and who is asked to be one of them. */
async function insertOfStaff(
  { chainId }: Ctx,
  { clinicId, staffId, campaignId }: { clinicId: string; staffId: string; campaignId: string },
): Promise<Record<string, string>> {
  const [row] = await db().execute<Record<string, string>>(sql`
    with invitation as (
      insert into invitations (chain_id, email, name, role, locale, clinic_ids, invited_by, token_hash, expires_at)
      values (${chainId}, 'uus@pesa.example', 'Linnu Uus', 'receptionist', 'et', array[${clinicId}::uuid], ${staffId}, gen_random_uuid()::text,
        now() + interval '7 days') returning id
    ), passkey as (
      insert into passkeys (staff_id, credential_id, public_key, name)
      values (${staffId}, gen_random_uuid()::text, 'võti', 'Linnu telefon') returning id
    ), approval as (
      insert into send_approvals (chain_id, campaign_id, requested_by, agreed)
      values (${chainId}, ${campaignId}, ${staffId}, ${'{"willGet": 1, "costMicro": 45000}'}::text::jsonb) returning id
    ), session as (
      insert into sessions (staff_id, token, expires_at) values (${staffId}, gen_random_uuid()::text, now() + interval '12 hours') returning id
    )
    select (select id from invitation) as "invitationId", (select id from passkey) as "passkeyId", (select id from session) as "sessionId",
      (select id from approval) as "approvalId"`)
  if (!row) throw new Error('nothing was inserted')
  return row
}
