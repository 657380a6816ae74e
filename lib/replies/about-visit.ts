import type { Tx } from '#db/client.ts'
import { lockAppointment } from '#db/queries/appointments.ts'
import type { Readership } from '#db/queries/replies-in.ts'
import { listVisitsToldOf } from '#db/queries/visit-answers.ts'
import type { UnclearReason } from '#lib/core/reply-visit.ts'
import { visitOfReply } from '#lib/core/reply-visit.ts'
import type { StatusAnswer } from '#lib/core/visit-answer.ts'
import { verdictOnAnswer } from '#lib/core/visit-answer.ts'
import type { GivenAnswer } from '#lib/visits/answer.ts'

export type AboutVisit =
  /** To be carried out once the reply is stored; nothing else can come between, since the appointment is locked. */
  { answer: Omit<GivenAnswer, 'replyId'> } | { unclear: UnclearReason }

const ANSWER_OF = { yes: 'confirm', no: 'decline' } as const satisfies Record<string, StatusAnswer>

/** What a yes or a no from a number says about a visit. */
export async function aboutVisit(
  tx: Tx,
  { chainId, patientIds, delivery }: Readership,
  { meaning, phone, now }: { meaning: 'yes' | 'no'; phone: string; now: Date },
): Promise<AboutVisit> {
  const told = await listVisitsToldOf(tx, chainId, patientIds, phone)
  const found = visitOfReply(told, { latestDeliveryId: delivery?.deliveryId ?? null, now })
  if ('unclear' in found) return found

  const { appointmentId, toldVersion, month, deliveryId } = found.visit
  const visit = await lockAppointment(tx, chainId, appointmentId)
  const answer = ANSWER_OF[meaning]
  const verdict = visit && verdictOnAnswer(answer, visit, { seenVersion: toldVersion, now })
  if (!verdict) return { unclear: 'no_visit' }
  if (verdict.verdict === 'refused') return { unclear: verdict.reason }
  return {
    answer: {
      answer,
      appointmentId,
      seenVersion: toldVersion,
      text: { month, deliveryId, channel: 'sms', address: phone },
    },
  }
}
