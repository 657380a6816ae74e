import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { PageHead } from '#components/page-head.tsx'
import { useFormats } from '#components/use-formats.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import type { SearchParams } from '#lib/web/search-params.ts'
import { CategoryHistory } from '../_category/category-history.tsx'
import { ClinicsCard } from '../_category/clinics-card.tsx'
import { ChainMessagingHeading } from '../_shell/chain-messaging-heading.tsx'
import { MainSwitch } from './_list/main-switch.tsx'
import { RulesCard } from './_list/rules-card.tsx'
import type { LoadedRules } from './load-rules.ts'

/** The page of reminders: the switch, the rules, one of them open below, and the history at the right. */
export function RemindersFrame({
  loaded,
  openRuleId,
  searchParams,
  path,
  note,
  children,
}: {
  loaded: LoadedRules
  openRuleId?: string
  searchParams: SearchParams
  path: string
  note?: ReactNode
  children?: ReactNode
}) {
  const t = useTranslations('reminders')
  const formats = useFormats()
  const { page, chainIsOn, on, clinicSwitches, today } = loaded
  const enabled = page.rules.filter((rule) => rule.enabled).length
  return (
    <ClientMessages namespaces={['reminders']}>
      <ChainMessagingHeading current="reminders" />
      <PageHead
        title={t('title')}
        sub={
          <>
            {t('sub', { on: enabled, of: page.rules.length })}{' '}
            {t('today', { count: today.texts, cost: formats.money(today.costMicro) })}{' '}
            <a className="link" href="/forecast">
              {t('forecast')}
            </a>{' '}
            ·{' '}
            <a className="link" href="/settings/holidays">
              {t('holidays.title')}
            </a>
          </>
        }
        actions={
          <MainSwitch
            isOn={chainIsOn}
            on={on}
            of={clinicSwitches.length}
            mayChange={page.mayWrite && page.mayChange(null)}
          />
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_364px]">
        <div className="grid min-w-0 gap-4">
          {note}
          <RulesCard page={page} openRuleId={openRuleId} />
          {children}
          {page.mayWrite && clinicSwitches.length > 1 && (
            <ClinicsCard category="reminders" clinics={clinicSwitches} chainIsOn={chainIsOn} />
          )}
        </div>
        <CategoryHistory kind="reminder" searchParams={searchParams} path={path} />
      </div>
    </ClientMessages>
  )
}
