import type { Tx } from '#db/client.ts'
import type { AppointmentPage, ReminderOfAppointment } from '#db/queries/appointment-page.ts'
import type { TemplateText } from '#db/queries/automatic-texts.ts'
import { listTemplateTexts } from '#db/queries/automatic-texts.ts'
import { findChain } from '#db/queries/chains.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import { deliveryTextOf, visitPlaceholdersOf } from '#lib/core/delivery-text.ts'
import type { PlaceholderValues } from '#lib/core/placeholders.ts'
import { bodyWithEndings } from '#lib/core/template-text.ts'
import { visitDoctorOf, visitNameOf, visitOfficeOf, visitTimeOf } from '#lib/core/visit-text.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'

/** As long as a code is, so that the text is as long as the real one. */
const SAMPLE_CODE = '············'

/** What a planned reminder would say if it left now. */
export type PlannedText = { language: string; subject: string | null; text: string }

/**
 * What the planned ones among some reminders of an appointment would say, by their templates; none where the patient's language has no
 * text. Doctor and office are read when a text leaves, so this may change until then.
 */
export async function plannedTexts(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId'>,
  appointment: AppointmentPage,
  reminders: readonly ReminderOfAppointment[],
): Promise<Map<ReminderOfAppointment, PlannedText>> {
  const planned = reminders.filter(({ status }) => status === 'planned')
  if (planned.length === 0) return new Map()
  const texts = await listTemplateTexts(tx, ctx.chainId, [...new Set(planned.map(({ templateId }) => templateId))])
  const chain = await findChain(tx, ctx.chainId)
  return new Map(
    planned.flatMap((reminder) => {
      const text = texts.find(
        ({ templateId, language }) => templateId === reminder.templateId && language === appointment.language,
      )
      return text ? [[reminder, render(text, reminder, appointment, chain?.name ?? '')] as const] : []
    }),
  )
}

function render(
  { language, subject, body, endings }: TemplateText,
  { channel }: ReminderOfAppointment,
  appointment: AppointmentPage,
  chainName: string,
): PlannedText {
  const wording: Wording = { channel, purpose: 'notice', language, subject, body: bodyWithEndings(body, endings) }
  const values: PlaceholderValues = {
    first_name: visitNameOf([appointment.firstName]),
    last_name: visitNameOf([appointment.lastName]),
    clinic_name: appointment.clinicName,
    clinic_phone: appointment.clinicPhone ?? '',
    chain_name: chainName,
    visit_time: visitTimeOf(language, [appointment.startsLocal]),
    visit_doctor: visitDoctorOf([appointment.doctor]),
    visit_office: visitOfficeOf(language, [appointment.office]),
    visit_link: SAMPLE_CODE,
  }
  const params = visitPlaceholdersOf(wording).map((name) => values[name] ?? '')
  const { subject: rendered, text } = deliveryTextOf(wording, env().PUBLIC_URL)(params)
  return { language, subject: rendered, text }
}
