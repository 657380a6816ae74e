import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { PageHead } from '#components/page-head.tsx'
import { QuickFilters } from '#components/ui/tabs.tsx'
import { ClientMessages } from '#i18n/client-messages.tsx'
import type { SearchParams } from '#lib/web/search-params.ts'
import { CategoryHistory } from '../../_category/category-history.tsx'
import { ClinicsCard } from '../../_category/clinics-card.tsx'
import { ChainMessagingHeading } from '../../_shell/chain-messaging-heading.tsx'
import { AheadCard } from './ahead-card.tsx'
import type { LoadedPersonal } from './load-personal.ts'
import { PatientPreview } from './patient-preview.tsx'
import { PersonalSwitch } from './personal-switch.tsx'

/** The page of greetings or of recall: switch, settings, whom the days ahead bring, and the history at the right. */
export function PersonalPage({
  loaded,
  searchParams,
  children,
}: {
  loaded: LoadedPersonal
  searchParams: SearchParams
  /** The settings. */
  children: ReactNode
}) {
  const t = useTranslations('greetings')
  const { kind, category, clinics, isOn, ahead } = loaded
  const path = `/${category}`
  return (
    <ClientMessages namespaces={['campaigns', 'greetings']}>
      <ChainMessagingHeading current="greetings" />
      <PageHead
        title={t(kind === 'greeting' ? 'title' : 'recallTitle')}
        sub={t(kind === 'greeting' ? 'sub' : 'recallSub')}
        actions={<PersonalSwitch loaded={switchOf(loaded)} />}
      />
      <div className="mb-4">
        <QuickFilters
          label={t('tabs')}
          filters={(['greetings', 'recall'] as const).map((tab) => ({
            href: `/${tab}`,
            label: t(`tab.${tab}`),
            current: tab === category,
          }))}
        />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_364px]">
        <div className="grid min-w-0 gap-4">
          {children}
          {ahead && <AheadCard kind={kind} ahead={ahead} isOn={isOn} />}
          {ahead && <PatientPreview samples={ahead.samples} senderName={loaded.senderName} />}
          {loaded.mayChangeClinics && clinics.length > 1 && (
            <ClinicsCard category={category} clinics={clinics} chainIsOn={isOn} />
          )}
        </div>
        <CategoryHistory kind={kind} searchParams={searchParams} path={path} />
      </div>
    </ClientMessages>
  )
}

function switchOf({ category, isOn, on, clinics, mayChange, ahead, greeting, recall }: LoadedPersonal) {
  const today = ahead?.days[0]
  return {
    ...{ category, isOn, on, mayChange },
    of: clinics.length,
    atLocal: (category === 'greetings' ? greeting : recall)?.atLocal ?? '',
    first:
      ahead && today
        ? {
            today: { texts: today.willGet, costMicro: today.costMicro },
            ahead: { texts: ahead.total.willGet, costMicro: ahead.total.costMicro },
          }
        : null,
  }
}
