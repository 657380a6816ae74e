import { listDeliveriesOf } from '#db/queries/deliveries.ts'
import { listOptOutsOf } from '#db/queries/opt-outs.ts'
import { listRepliesOf } from '#db/queries/patient-export.ts'
import { findPatient, listAppointmentsOf, listConsentsOf } from '#db/queries/patients.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** More than a life of visits and texts. */
const MOST_ROWS = 5_000

export type PatientExport = Awaited<ReturnType<typeof exportPatient>>

/**
 * All that the chain knows of a patient, to be handed to them (GDPR Art. 15 and 20), with a line in the audit log. Texts that are no longer
 * kept are named without their words; what a shared number wrote back is not theirs alone and stays out.
 *
 * @throws Refusal not_found, also for who was erased
 */
export async function exportPatient(ctx: Ctx, { patientId, format }: { patientId: string; format: 'json' | 'pdf' }) {
  return inChain(ctx, async (tx) => {
    const patient = await findPatient(tx, ctx, patientId)
    if (!patient || patient.erasedAt) throw new Refusal('not_found')
    const texts = await listDeliveriesOf(tx, ctx.chainId, patientId, MOST_ROWS)
    const appointments = await listAppointmentsOf(tx, ctx.chainId, patientId, MOST_ROWS)
    const consents = await listConsentsOf(tx, ctx.chainId, patientId)
    const optOuts = await listOptOutsOf(tx, ctx.chainId, patient)
    const replies = await listRepliesOf(tx, ctx.chainId, patientId, MOST_ROWS)
    await recordAudit(tx, ctx, { action: 'patient.export', entityId: patientId, after: { format } })

    const { code, firstName, lastName, birthDate, gender, phone, phoneTyped, email, language, country } = patient
    const { clinicName, clinicZone, balanceMicro, deceased, note, createdAt } = patient
    return {
      madeAt: ctx.now,
      patient: {
        ...{ code, firstName, lastName, birthDate, gender, phone, phoneTyped, email, language, country, clinicName },
        ...{ clinicZone, balanceEuros: balanceMicro / 1_000_000, deceased, note, knownSince: createdAt },
      },
      appointments: appointments.map(({ startsAt, clinicName: clinic, doctor, office, status }) => {
        return { startsAt, clinic, doctor, office, status }
      }),
      texts: texts.map((row) => ({
        at: row.submittedAt ?? row.plannedAt,
        kind: row.kind,
        channel: row.channel,
        to: row.address,
        language: row.language,
        status: row.status,
        text: row.params === null ? null : deliveryTextOf(row, env().PUBLIC_URL)(row.params).text,
      })),
      replies,
      consents: consents.map(({ purpose, channel, source, how, wording, policyVersion, givenAt, withdrawnAt }) => {
        return { purpose, channel, source, how, wording, policyVersion, givenAt, withdrawnAt }
      }),
      optOuts: optOuts.map(({ purpose, channel, source, wording, optedOutAt, withdrawnAt }) => {
        return { purpose, channel, source, wording, optedOutAt, withdrawnAt }
      }),
    }
  })
}
