import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { TrailEntry, TrailFacts } from '#db/queries/appointment-page.ts'
import type { Clinic } from '#db/queries/clinics.ts'

type AnyTranslator = { (key: string, values?: Record<string, string>): string; has: (key: string) => boolean }

/** A line of the audit log in words. What a log of years ago may hold is not checked: a part that is missing reads as none. */
export function useTrailWords({
  zone,
  clinics,
}: {
  zone: string
  clinics: readonly Clinic[]
}): (entry: TrailEntry) => string {
  const t = useTranslations('appointments') as unknown as AnyTranslator
  const tStatus = useTranslations('statuses.appointment') as unknown as AnyTranslator
  const formats = useFormats()
  const statusOf = ({ status }: TrailFacts) => (status && tStatus.has(status) ? tStatus(status) : t('trail.nothing'))
  const clinicOf = ({ clinicId }: TrailFacts) => clinics.find(({ id }) => id === clinicId)
  const placeOf = (facts: TrailFacts, other?: TrailFacts) => {
    if (!facts.startsAt) return t('trail.nothing')
    const clinic = clinicOf(facts)
    const when = formats.time(new Date(facts.startsAt), 'weekdayTime', clinic?.zone ?? zone)
    return other && clinic && other.clinicId !== facts.clinicId ? `${when}, ${clinic.name}` : when
  }

  return ({ action, before, after }) => {
    const verb = action.slice('appointment.'.length)
    if (verb === 'answer' && after.answer && t.has(`trail.answer.${after.answer}`)) {
      return `${t(`trail.answer.${after.answer}`)} (${t(`trail.bySource.${after.source === 'reply' ? 'reply' : 'link'}`)})`
    }
    if (!t.has(`trail.${verb}`)) return action
    return t(`trail.${verb}`, {
      when: placeOf(after),
      before: verb === 'move' ? placeOf(before, after) : statusOf(before),
      after: verb === 'move' ? placeOf(after, before) : statusOf(after),
      what: [after.doctor, after.office].filter(Boolean).join(', ') || t('trail.nothing'),
    })
  }
}
