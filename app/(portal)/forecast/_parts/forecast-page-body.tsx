import { useTranslations } from 'next-intl'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import type { Forecast } from '#lib/core/forecast.ts'
import { sumOf } from '#lib/core/forecast.ts'
import { ChainMessagingHeading } from '../../_shell/chain-messaging-heading.tsx'
import { useRuleTitle } from '../../reminders/_rule/use-rule-title.ts'
import { Assumptions } from './assumptions.tsx'
import type { DayNote } from './day-notes.ts'
import { ForecastChart } from './forecast-chart.tsx'
import { ForecastTable } from './forecast-table.tsx'

export function ForecastPageBody({
  forecast,
  notes,
  rules,
}: {
  forecast: Forecast
  notes: ReadonlyMap<string, DayNote>
  rules: readonly ReminderRule[]
}) {
  const t = useTranslations('reminders.forecastPage')
  const tReminders = useTranslations('reminders')
  const formats = useFormats()
  const titleOf = useRuleTitle()
  const sum = sumOf(forecast.cells)
  const ruleTitle = (ruleId: string) => {
    const rule = rules.find(({ id }) => id === ruleId)
    return rule ? titleOf(rule).title : t('ruleGone')
  }
  return (
    <>
      <ChainMessagingHeading current="reminders" />
      <PageHead
        crumbs={[{ href: '/reminders', label: tReminders('title') }]}
        title={t('title')}
        sub={t('sub', { count: sum.texts, cost: formats.money(sum.costMicro) })}
      />
      {sum.texts === 0 ? (
        <EmptyState title={t('emptyTitle')} action={<LinkButton href="/reminders">{t('toReminders')}</LinkButton>}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <div className="grid gap-4">
          <Card title={t('chart')}>
            <ForecastChart forecast={forecast} notes={notes} />
          </Card>
          <Card flush title={t('table')}>
            <ForecastTable
              forecast={forecast}
              notes={notes}
              ruleIds={rules.map(({ id }) => id)}
              ruleTitle={ruleTitle}
            />
          </Card>
          <Assumptions forecast={forecast} />
        </div>
      )}
    </>
  )
}
