import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import { VISIT_ANSWERS } from '#lib/core/visit-answer.ts'
import { answerByLink } from '#lib/visits/answer-by-link.ts'
import type { VisitPage } from '#lib/visits/find-by-code.ts'
import { stopByLink } from '#lib/visits/stop-by-link.ts'
import { visitPage } from '#lib/web/patient-link.ts'
import { readSmallForm } from '#lib/web/small-form.ts'
import { isTooOften } from '#lib/web/too-often.ts'

// A person presses a few times; each answer takes a lock and may write a line of the audit log.
const ANSWERS_PER_MINUTE = 30

const Pressed = z.object({
  answer: z.enum(VISIT_ANSWERS),
  visit: z.uuid(),
  version: z.coerce.number().int().positive(),
})

/** What a patient pressed. The code in the address is the key: nobody signs in, and the same answer again changes nothing. */
export async function POST(request: Request, { params }: RouteContext<'/v/[code]/answer'>): Promise<Response> {
  const { code } = await params
  const page = await visitPage(code)
  // The page says that the link leads nowhere, in words.
  if (!page) return toPage(encodeURIComponent(code))

  if (await isTooOften(`visit:${page.code}`, { times: ANSWERS_PER_MINUTE, seconds: 60 }))
    return toPage(page.code, 'wait')

  const form = await readSmallForm(request)
  if (form?.get('answer') === 'stop') {
    await stopByLink(page, await wordingOfStop(page))
    return toPage(page.code, 'stop')
  }
  const pressed = Pressed.safeParse(Object.fromEntries(form ?? []))
  if (!pressed.success) return toPage(page.code)

  const { answer, visit, version } = pressed.data
  const verdict = await answerByLink(page, { answer, appointmentId: visit, seenVersion: version })
  if (!verdict) return toPage(page.code)
  if (verdict.verdict !== 'refused') return toPage(page.code, answer)
  return toPage(page.code, verdict.reason === 'over' ? undefined : verdict.reason)
}

/** Somebody reloaded the answer: back to the page. */
export async function GET(_request: Request, { params }: RouteContext<'/v/[code]/answer'>): Promise<Response> {
  return toPage(encodeURIComponent((await params).code))
}

/** The words on the button and above it, as evidence of what was agreed to. */
async function wordingOfStop({ channel }: VisitPage): Promise<string> {
  const t = await getTranslations('visits.stop')
  return `${t('means')} ${t('sure', { channel })}`
}

function toPage(code: string, said?: string): Response {
  return new Response(null, { status: 303, headers: { Location: `/v/${code}${said ? `?said=${said}` : ''}` } })
}
