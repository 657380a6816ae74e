import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'

export type VisitCall = {
  answerId: string
  /** To be called, or the number is not theirs. */
  answer: 'call' | 'not_me'
  appointmentId: string
  patientId: string
  patientName: string
  phone: string | null
  clinicId: string
  clinicName: string
  zone: string
  startsAt: string
  answeredAt: string
}

const MOST_SHOWN = 50

/** Patients who asked at the page of a text to be called, and texts that reached somebody else; who asked first stands first. */
export async function listVisitCalls(tx: Tx, { chainId, clinicIds }: ClinicScope): Promise<VisitCall[]> {
  const own = clinicIds === 'all' ? sql`true` : sql`v.clinic_id = any(${sql.param(clinicIds)}::uuid[])`
  return tx.execute<VisitCall>(sql`
    select v.id as "answerId", v.answer, a.id as "appointmentId", p.id as "patientId", trim(p.first_name || ' ' || p.last_name) as "patientName",
      p.phone, c.id as "clinicId", c.name as "clinicName", c.zone, to_json(a.starts_at) #>> '{}' as "startsAt",
      to_json(v.answered_at) #>> '{}' as "answeredAt"
    from visit_answers v
    -- The visit may have been moved to another clinic since, and the patient have their home there.
    join whole_chain.appointments a on a.chain_id = v.chain_id and a.id = v.appointment_id
    join whole_chain.patients p on p.chain_id = v.chain_id and p.id = v.patient_id
    join clinics c on c.chain_id = v.chain_id and c.id = v.clinic_id
    where v.chain_id = ${chainId} and v.answer in ('call', 'not_me') and v.handled_at is null and not p.deceased and ${own}
    order by v.id limit ${MOST_SHOWN}`)
}
