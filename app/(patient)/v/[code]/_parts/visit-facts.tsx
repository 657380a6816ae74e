import { useTranslations } from 'next-intl'

import { classNames } from '#components/class-names.ts'
import { useFormats } from '#components/use-formats.ts'
import type { VisitOnPage } from '#db/queries/visit-pages.ts'

/** The day and the hour, to be read at arm's length; then where and to whom. */
export function VisitFacts({ visit, struck }: { visit: VisitOnPage; struck: boolean }) {
  const t = useTranslations('visits')
  const formats = useFormats()
  const { startsAt, zone, clinicName, doctor, office } = visit
  return (
    <div className="px-5 pb-4">
      <p
        className={classNames('rounded-m bg-blue-soft px-4 py-3.5 text-blue-ink', struck && 'line-through opacity-70')}
      >
        <time dateTime={startsAt.toISOString()} className="grid gap-0.5">
          <span className="text-[18px]/6 font-semibold text-balance first-letter:uppercase">
            {formats.time(startsAt, 'weekdayDate', zone)}
          </span>
          <span className="type-figure-l tabular-nums">{formats.time(startsAt, 'time', zone)}</span>
        </time>
      </p>
      <dl className="mt-3.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Fact label={t('clinic')} value={clinicName} />
        {doctor && <Fact label={t('doctor')} value={doctor} />}
        {office && <Fact label={t('office')} value={office} />}
      </dl>
    </div>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt className="text-ink-2">{label}</dt>
      <dd className="break-words">{value}</dd>
    </>
  )
}
