import { Phone } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { Logo } from '#components/ui/logo.tsx'
import { Note } from '#components/ui/note.tsx'
import type { VisitPage as VisitPageData } from '#lib/visits/find-by-code.ts'
import { goneHref, visitPage } from '#lib/web/patient-link.ts'
import { oneOf } from '#lib/web/search-params.ts'
import { StopCard } from './_parts/stop-card.tsx'
import { VisitCard } from './_parts/visit-card.tsx'

/** What the page says after a press; a later look at the same address says it too, as long as it is true. */
const SAID = ['confirm', 'decline', 'call', 'not_me', 'stop', 'moved', 'cancelled', 'wait'] as const

const HOLDS: Record<(typeof SAID)[number], (page: VisitPageData) => boolean> = {
  confirm: ({ visits }) => visits.some(({ answer, status }) => answer === 'confirm' && status === 'confirmed'),
  decline: ({ visits }) => visits.some(({ answer, status }) => answer === 'decline' && status === 'cancelled'),
  call: ({ visits }) => visits.some(({ waitsForCall }) => waitsForCall),
  not_me: ({ visits }) => visits.some(({ wrongContact }) => wrongContact),
  stop: ({ refusalCode }) => refusalCode !== null,
  moved: ({ visits }) => visits.some(({ toldStartsAt }) => toldStartsAt !== null),
  cancelled: ({ visits }) => visits.some(({ status }) => status === 'cancelled'),
  wait: () => true,
}

// Not what was asked for: the answer did not count, or counts for something else.
const WARNS: readonly string[] = ['moved', 'cancelled', 'wait']

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await getTranslations('visits'))('title') } }
}

/** When and where, and what to say to it. Opening it changes nothing: scanners of messages open it too. */
export default async function VisitPage({ params, searchParams }: PageProps<'/v/[code]'>) {
  const asked = (await params).code
  const page = await visitPage(asked)
  const [first] = page?.visits ?? []
  if (!page || !first) redirect(goneHref('v', asked))

  const pressed = oneOf(await searchParams, 'said', SAID)
  const said = pressed && HOLDS[pressed](page) ? pressed : undefined
  const t = await getTranslations('visits')
  const { code, channel, refusalCode, visits } = page
  const now = new Date()
  return (
    <>
      <header className="flex items-center gap-3">
        <Logo size={40} />
        <div className="min-w-0">
          <p className="type-head break-words">{first.clinicName}</p>
          {first.clinicPhone && (
            <a className="link inline-flex items-center gap-1.5 py-0.5" href={`tel:${first.clinicPhone}`}>
              <Phone className="size-4" strokeWidth={1.75} aria-hidden="true" />
              {first.clinicPhone}
            </a>
          )}
        </div>
      </header>
      {said && (
        <Note tone={WARNS.includes(said) ? 'warn' : 'ok'} role="status">
          {t(`said.${said}`)}
        </Note>
      )}
      <h1 className="sr-only">{t('title')}</h1>
      {visits.map((visit) => (
        <VisitCard key={visit.appointmentId} visit={visit} code={code} now={now} />
      ))}
      <StopCard code={code} channel={channel} refusalCode={refusalCode} mayStop={page.address !== null} />
    </>
  )
}
