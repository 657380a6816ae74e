import { getTranslations } from 'next-intl/server'

import { calendarFile } from '#lib/core/calendar-file.ts'
import { visitLink } from '#lib/core/delivery-text.ts'
import { visitStateOf } from '#lib/core/visit-answer.ts'
import { env } from '#lib/runtime/env.ts'
import { visitPage } from '#lib/web/patient-link.ts'

/** A visit for the phone's own calendar. It names the clinic and nothing of what will be done there. */
export async function GET(request: Request, { params }: RouteContext<'/v/[code]/calendar'>): Promise<Response> {
  const page = await visitPage((await params).code)
  const wanted = new URL(request.url).searchParams.get('visit')
  const visit = page?.visits.find(({ appointmentId }) => appointmentId === wanted)
  const now = new Date()
  const ahead = visit && !visit.wrongContact && ['open', 'confirmed'].includes(visitStateOf(visit, now))
  if (!page || !ahead) return new Response(null, { status: 404 })

  const t = await getTranslations('visits')
  const { appointmentId, version, startsAt, durationMinutes, clinicName } = visit
  const file = calendarFile({
    uid: appointmentId,
    sequence: version,
    startsAt,
    durationMinutes,
    summary: t('calendarTitle', { clinic: clinicName }),
    location: clinicName,
    url: visitLink(env().PUBLIC_URL, page.code),
    writtenAt: now,
  })
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="visit.ics"',
      'cache-control': 'private, no-store',
    },
  })
}
