import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Bubble } from '#components/ui/bubble.tsx'
import type { PartEvidence, UndecidedRow } from '#db/queries/undecided-list.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { DOUBT_HOURS } from '#lib/core/doubt.ts'

const HOUR_MS = 3_600_000
/** From then on seconds tell nobody anything, and the day does. */
const DATED_AFTER_HOURS = 12

type Step = { at: Date | null; what: string; tone?: 'warn' }

/** The way of a text as far as anybody knows it, what may still be told of it, and the text itself; folded until somebody asks. */
export function Evidence({
  row,
  name,
  cause,
  parts,
  subject,
  text,
  now,
}: {
  row: UndecidedRow
  name: string
  cause: string
  parts: PartEvidence[]
  subject: string | null
  text: string
  now: Date
}) {
  const t = useTranslations('unknown.evidence')
  const steps = useSteps(row, cause, parts)
  const zone = row.zone ? { timeZone: row.zone } : {}
  const style = now.getTime() - row.since.getTime() < DATED_AFTER_HOURS * HOUR_MS ? 'timeWithSeconds' : 'dayAndTime'
  const askedUntil = new Date(row.since.getTime() + DOUBT_HOURS * HOUR_MS)
  return (
    <details className="basis-full">
      <summary className="link w-fit cursor-pointer type-small" aria-label={t('showOf', { name })}>
        {t('show')}
      </summary>
      <div className="mt-2.5 grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div>
          <ol className="grid gap-2">
            {steps.map(({ at, what, tone }) => (
              <li
                key={`${at?.getTime()} ${what}`}
                className={`flex items-baseline gap-3 border-s-2 ps-3 ${tone ? 'border-warn-mark' : 'border-line'}`}
              >
                <span className="flex-1 type-small">{what}</span>
                <span className="type-small text-ink-3">{at && <LocalTime at={at} style={style} {...zone} />}</span>
              </li>
            ))}
          </ol>
          <p className="mt-3 type-small text-ink-2">
            {row.validUntil > now ? (
              <>
                {t('receiptMayCome')} <LocalTime at={row.validUntil} style="weekdayTime" {...zone} />.
              </>
            ) : (
              t('receiptHardly')
            )}{' '}
            {row.lookUps > 0 && row.nextLookUpAt && (
              <>
                {t('askedUntil')} <LocalTime at={askedUntil} style="weekdayTime" {...zone} />.
              </>
            )}
          </p>
        </div>
        <div>
          {subject && <p className="type-strong mb-1.5">{subject}</p>}
          <Bubble lang={row.language}>{text}</Bubble>
        </div>
      </div>
    </details>
  )
}

function useSteps(row: UndecidedRow, cause: string, parts: PartEvidence[]): Step[] {
  const t = useTranslations('unknown.evidence')
  const tStatus = useTranslations('statuses.delivery')
  const provider = row.provider ?? '–'
  const steps: Step[] = [
    { at: row.plannedAt, what: t('planned') },
    { at: row.submittedAt, what: t('intent') },
    row.handedAt
      ? { at: row.handedAt, what: t('handed', { provider }) }
      : { at: null, what: t('handedUnknown', { provider }), tone: 'warn' },
    { at: row.since, what: cause, tone: 'warn' },
    ...parts.map(({ part, parts: of, status, at }) => ({
      at,
      what:
        status === null
          ? t('partTaken', { part, parts: of })
          : t('receiptOfPart', { part, parts: of, status: tStatus(status as DeliveryStatus) }),
    })),
  ]
  if (row.lookUps > 0) {
    const answer = row.lookUpAnswer ?? 'cannot_say'
    steps.push({ at: row.lookedUpAt, what: t(`lookedUp.${answer}`, { count: row.lookUps, provider }) })
  }
  return steps
}
