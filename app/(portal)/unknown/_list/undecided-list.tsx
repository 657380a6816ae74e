import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { UndecidedFilter } from '#db/queries/undecided.ts'
import { UNDECIDED_COUNTED_UP_TO } from '#db/queries/undecided.ts'
import type { PartEvidence, UndecidedRow } from '#db/queries/undecided-list.ts'
import { DECIDED_AT_ONCE } from '#lib/core/doubt.ts'
import { RowForm } from '../../campaigns/_list/row-form.tsx'
import { lookUpAction } from '../actions.ts'
import { LIST_FORM, LOOK_UP_FORM } from './forms.ts'
import { SelectPage } from './select-page.tsx'
import { UndecidedItem } from './undecided-item.tsx'

/**
 * The list is a form that asks: which texts are ticked and which button was pressed stand in the address, where the question with its
 * figures opens. Works without scripts.
 */
export function UndecidedList({
  rows,
  evidence,
  all,
  filter,
  now,
}: {
  rows: UndecidedRow[]
  evidence: PartEvidence[]
  /** How many the filter finds. */
  all: number
  filter: UndecidedFilter
  now: Date
}) {
  const t = useTranslations('unknown')
  const byDelivery = Map.groupBy(evidence, ({ deliveryId }) => deliveryId)
  if (rows.length === 0) return <p className="px-4 py-8 text-center text-ink-2">{t('noMatch')}</p>
  return (
    <>
      <RowForm id={LOOK_UP_FORM} action={lookUpAction} />
      <form id={LIST_FORM} action="/unknown">
        {(['campaign', 'channel', 'age'] as const).map((name) => {
          const value = name === 'campaign' ? filter.campaignId : filter[name]
          return value && <input key={name} type="hidden" name={name} value={value} />
        })}
      </form>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2.5 border-b border-line bg-sunken px-4 py-2.5 md:px-5">
        <SelectPage of={LIST_FORM} label={t('selectPage', { count: rows.length })} />
        {all > rows.length && (
          <Checkbox
            name="all"
            form={LIST_FORM}
            value="1"
            label={t(all < UNDECIDED_COUNTED_UP_TO ? 'selectAll' : 'selectFirst', { count: all })}
            hint={all > DECIDED_AT_ONCE ? t('inSteps', { count: DECIDED_AT_ONCE }) : undefined}
          />
        )}
        <div className="flex flex-1 flex-wrap justify-end gap-2">
          <Button type="submit" form={LIST_FORM} name="ask" value="resend" size="s">
            {t('resend')}
          </Button>
          <Button type="submit" form={LIST_FORM} name="ask" value="mark_delivered" size="s">
            {t('markDelivered')}
          </Button>
          <Button type="submit" form={LIST_FORM} name="ask" value="write_off" size="s">
            {t('writeOff')}
          </Button>
        </div>
      </div>
      <ul>
        {rows.map((row) => (
          <UndecidedItem
            key={row.deliveryId}
            row={row}
            evidence={byDelivery.get(row.deliveryId) ?? []}
            filter={filter}
            now={now}
          />
        ))}
      </ul>
    </>
  )
}
