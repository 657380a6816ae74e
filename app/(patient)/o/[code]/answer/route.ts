import { getLocale, getTranslations } from 'next-intl/server'

import { localeOf } from '#i18n/locales.ts'
import { chooseByLink } from '#lib/opt-outs/choose.ts'
import type { Step } from '#lib/opt-outs/wish.ts'
import { isStep, STEPS } from '#lib/opt-outs/wish.ts'
import { patientLink } from '#lib/web/patient-link.ts'
import { readSmallForm } from '#lib/web/small-form.ts'

/** What a patient pressed. The code in the address is the key: nobody signs in, and the same answer again changes nothing. */
export async function POST(request: Request, { params }: RouteContext<'/o/[code]/answer'>): Promise<Response> {
  const { code } = await params
  const link = await patientLink(code)
  // The page says that the link leads nowhere, in words.
  if (!link) return toPage(`/o/${encodeURIComponent(code)}`)

  const step = (await readSmallForm(request))?.get('step')
  if (!isStep(step)) return toPage(`/o/${link.code}`)

  const language = localeOf(await getLocale())
  await chooseByLink(link, STEPS[step], { source: 'link', wording: await wordingOf(step, link.channel), language })
  return toPage(`/o/${link.code}?saved`)
}

/** Somebody reloaded the answer: back to the page. */
export async function GET(_request: Request, { params }: RouteContext<'/o/[code]/answer'>): Promise<Response> {
  return toPage(`/o/${encodeURIComponent((await params).code)}`)
}

/** The words on the button and under it, as evidence of what was agreed to. */
async function wordingOf(step: Step, channel: 'sms' | 'email'): Promise<string> {
  const t = await getTranslations('opt-outs.steps')
  return `${t(`${step}.label`, { channel })}. ${t(`${step}.means`)}`
}

function toPage(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } })
}
