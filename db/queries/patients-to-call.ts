import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'

export type PatientToCall = {
  appointmentId: string
  patientId: string
  patientName: string
  phone: string | null
  clinicId: string
  clinicName: string
  zone: string
  startsAt: string
  /** What they were told before. */
  toldStartsAt: string | null
  reason: string | null
}

const MOST_SHOWN = 50

/** Who knows a time of a visit that holds no more, and can be told in time by no text; the soonest visit first. */
export async function listPatientsToCall(tx: Tx, { chainId, clinicIds }: ClinicScope): Promise<PatientToCall[]> {
  const own = clinicIds === 'all' ? sql`true` : sql`a.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`
  return tx.execute<PatientToCall>(sql`
    select a.id as "appointmentId", p.id as "patientId", trim(p.first_name || ' ' || p.last_name) as "patientName", p.phone,
      c.id as "clinicId", c.name as "clinicName", c.zone, to_json(a.starts_at) #>> '{}' as "startsAt",
      to_json(r.told_starts_at) #>> '{}' as "toldStartsAt", r.reason
    from reminders r
    join appointments a on a.chain_id = r.chain_id and a.id = r.appointment_id and a.version = r.appointment_version
    -- Who comes may have their home at another clinic.
    join whole_chain.patients p on p.chain_id = r.chain_id and p.id = a.patient_id
    join clinics c on c.chain_id = r.chain_id and c.id = a.clinic_id
    where r.chain_id = ${chainId} and r.kind = 'time_changed' and r.status in ('skipped', 'left_out', 'too_late') and r.called_at is null
      and r.starts_at > now() and a.status in ('scheduled', 'confirmed', 'out_of_reach') and not p.deceased and ${own}
    order by r.starts_at limit ${MOST_SHOWN}`)
}

/** Notes that the patient of an appointment was rung about its present time. False where nobody waited for it. */
export async function noteCalled(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  appointmentId: string,
  staffId: string | null,
): Promise<boolean> {
  const own = clinicIds === 'all' ? sql`true` : sql`r.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`
  const rows = await tx.execute(sql`
    update reminders r set called_at = now(), called_by = ${staffId}
    where r.chain_id = ${chainId} and r.appointment_id = ${appointmentId} and r.kind = 'time_changed' and r.called_at is null
      and r.status in ('skipped', 'left_out', 'too_late') and ${own}
    returning r.appointment_id`)
  return rows.length > 0
}
