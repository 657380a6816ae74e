import { db, sql } from '#db/client.ts'
import type { VisitAnswer } from '#lib/core/visit-answer.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { sendDueReminders } from '#lib/reminders/send-due.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { answerByLink } from '#lib/visits/answer-by-link.ts'
import { findVisitsByCode } from '#lib/visits/find-by-code.ts'
import { aChain, aClinic, anAppointment, aPatient } from '#tests/database.ts'
import { handOverAll } from '#tests/hand-over.ts'
import { aRule, aTemplate, switchOn } from '#tests/reminders.ts'

const DAY_MILLISECONDS = 86_400_000

/** A chain open at all hours that reminds a day ahead by SMS, with the link in its texts. */
export async function aRemindingChain() {
  const ctx = await aChain({ euros: 100 })
  const clinic = await aClinic(ctx, { opensAt: '00:00', closesAt: '23:59', zone: 'UTC', defaultLanguage: 'ru' })
  await db().execute(sql`
    insert into holidays (chain_id, day, closed)
    select ${ctx.chainId}, day, false from public_holidays('EE', extract(year from now())::int - 1, extract(year from now())::int + 1)`)
  await switchOn(ctx, 'reminders')
  const templateId = await aTemplate(ctx, 'reminder', { endings: ['time', 'link'] })
  await aRule(ctx, { moment: 'before_visit', minutes: 24 * 60, templateId })
  return { ctx, clinic }
}

/** A visit almost a day ahead, booked a week ago. */
export async function aVisitTomorrow(ctx: Ctx, patient: { id: string; clinicId: string }, laterMinutes = 0) {
  const now = Date.now()
  const weekAgo = new Date(now - 7 * DAY_MILLISECONDS)
  const visit = await anAppointment(ctx, patient, {
    startsAt: new Date(now + DAY_MILLISECONDS - 1_000 + laterMinutes * 60_000),
    versionAt: weekAgo,
  })
  await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id], weekAgo))
  return visit
}

/** Sends what is due. @returns the codes of the pages that the texts lead to, in the order of sending */
export async function sendReminders(ctx: Ctx): Promise<string[]> {
  await sendDueReminders(ctx)
  await handOverAll(ctx)
  const links = await db().execute<{ code: string }>(sql`
    select code from visit_links where chain_id = ${ctx.chainId} order by delivery_id`)
  return links.map(({ code }) => code)
}

export async function statusOf(appointmentId: string): Promise<string | undefined> {
  const [row] = await db().execute<{ status: string }>(sql`select status from appointments where id = ${appointmentId}`)
  return row?.status
}

/** A patient who has got a reminder of tomorrow's visit, with its link. */
export async function aReminded(values: object = {}) {
  const { ctx, clinic } = await aRemindingChain()
  const patient = await aPatient(ctx, clinic, values)
  const visit = await aVisitTomorrow(ctx, patient)
  const [code = ''] = await sendReminders(ctx)
  return { ctx, clinic, patient, visit, code }
}

/** What the page of a text's link shows. */
export async function visitsAt(code: string) {
  const found = await findVisitsByCode(code)
  if (!found) throw new Error('the link leads nowhere')
  return found
}

/** Presses a button of that page, as it was when it was shown. */
export async function press(
  code: string,
  answer: VisitAnswer,
  { nth = 0, version }: { nth?: number; version?: number } = {},
) {
  const shown = await visitsAt(code)
  const visit = shown.visits[nth]
  if (!visit) throw new Error('no such visit on the page')
  return answerByLink(shown, { answer, appointmentId: visit.appointmentId, seenVersion: version ?? visit.version })
}
