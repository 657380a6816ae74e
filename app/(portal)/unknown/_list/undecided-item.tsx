import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { MaskedAddress } from '#components/masked-address.tsx'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { UndecidedFilter } from '#db/queries/undecided.ts'
import type { PartEvidence, UndecidedRow } from '#db/queries/undecided-list.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { doubtCause, partsAnswered } from '#lib/core/doubt.ts'
import { env } from '#lib/runtime/env.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import type { Question } from '../_decide/decide-values.ts'
import { Evidence } from './evidence.tsx'
import { LIST_FORM, LOOK_UP_FORM } from './forms.ts'

/** One text in doubt: whose, why, what it costs, and what can be done about it; folded below, all that is known. */
export function UndecidedItem({
  row,
  evidence,
  filter,
  now,
}: {
  row: UndecidedRow
  evidence: PartEvidence[]
  filter: UndecidedFilter
  now: Date
}) {
  const t = useTranslations('unknown')
  const tHistory = useTranslations('history')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const name =
    `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() || tHistory(row.kind === 'test' ? 'kind.test' : 'nobody')
  const { subject, text: rendered } = deliveryTextOf(row, env().PUBLIC_URL)(row.params)
  const text = row.params === null ? tCommon('textGone') : rendered
  const parts = partsAnswered(row.detail)
  const cause = t(`cause.${doubtCause(row.detail)}`, { answered: parts?.answered ?? 0, parts: parts?.parts ?? 0 })
  const asked = (ask: Question) =>
    hrefWith(
      '/unknown',
      { campaign: filter.campaignId, channel: filter.channel, age: filter.age },
      {
        ask,
        delivery: row.deliveryId,
      },
    )
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-b border-line px-4 py-3 last:border-b-0 md:px-5">
      <input
        type="checkbox"
        className="check-mark mt-0.5"
        name="delivery"
        value={row.deliveryId}
        form={LIST_FORM}
        aria-label={t('select', { name })}
      />
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-[260px]">
          <p className="flex flex-wrap items-baseline gap-x-2">
            {row.patientId ? (
              <Link className="link type-strong" href={`/patients/${row.patientId}`}>
                {name}
              </Link>
            ) : (
              <strong className="type-strong">{name}</strong>
            )}
            <span className="type-small text-ink-3">
              <MaskedAddress address={row.address} />
            </span>
            {row.attempt > 1 && <span className="type-small text-ink-3">{t('attempt', { number: row.attempt })}</span>}
          </p>
          <p className="type-small text-ink-2">
            {cause} · <LocalTime at={row.since} style="weekdayTime" {...(row.zone && { timeZone: row.zone })} />
          </p>
          <p className="type-small text-ink-3">
            {row.campaignId && (
              <>
                <Link className="link" href={`/campaigns/${row.campaignId}`}>
                  {row.campaignName || t('untitled')}
                </Link>
                {' · '}
              </>
            )}
            {t(`filters.${row.channel}`)}
            {row.segments > 1 && ` · ${t('parts', { count: row.segments })}`} · {formats.money(row.priceMicro, 3)}
          </p>
        </div>
        <div className="flex flex-wrap gap-1.5">
          {row.lookUps > 0 && (
            <Button type="submit" size="s" variant="quiet" form={LOOK_UP_FORM} name="delivery" value={row.deliveryId}>
              {t('lookUpNow')}
            </Button>
          )}
          <LinkButton
            href={asked('resend')}
            size="s"
            scroll={false}
            prefetch={false}
            aria-label={t('resendOf', { name })}
          >
            {t('resend')}
          </LinkButton>
          <LinkButton
            href={asked('mark_delivered')}
            size="s"
            scroll={false}
            prefetch={false}
            aria-label={t('markDeliveredOf', { name })}
          >
            {t('markDelivered')}
          </LinkButton>
          <LinkButton
            href={asked('write_off')}
            size="s"
            scroll={false}
            prefetch={false}
            aria-label={t('writeOffOf', { name })}
          >
            {t('writeOff')}
          </LinkButton>
        </div>
        <Evidence row={row} name={name} cause={cause} parts={evidence} subject={subject} text={text} now={now} />
      </div>
    </li>
  )
}
