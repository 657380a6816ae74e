import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Card } from '#components/ui/card.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AccountHealth } from '#db/queries/provider-health.ts'
import { HEALTH_CODES } from '#lib/providers/health.ts'
import { AccountForm } from './account-form.tsx'
import { AccountState, stateOf } from './account-state.tsx'
import { FiguresTable } from './figures-table.tsx'
import { Sparkline } from './sparkline.tsx'

/** One account: its state in words, what is wrong with it, how much it carries and how fast. */
export function AccountCard({ account, places }: { account: AccountHealth; places: number }) {
  const t = useTranslations('providers')
  const formats = useFormats()
  const { name, position, kind, channel, ratePerSecond, lastOkAt } = account
  const rate = ratePerSecond === null ? null : formats.whole(ratePerSecond)
  return (
    <Card
      title={
        <>
          {position}. <span className="wrap-anywhere">{name}</span>{' '}
          <span className="font-normal text-ink-3">{t(`kind.${kind}`)}</span>
        </>
      }
      aside={<AccountState account={account} />}
    >
      <div className="grid gap-4">
        <Troubles account={account} />
        <FactsList
          facts={[
            { label: t('carries'), value: formats.percent(account.share / 100, 0) },
            {
              label: t('rate'),
              value: rate === null ? t('noLimit') : t(`ratePerSecond.${channel}`, { rate }),
            },
            { label: t('lastOk'), value: lastOkAt ? <LocalTime at={lastOkAt} style="dayAndTime" /> : t('never') },
          ]}
        />
        <FiguresTable account={account} />
        <Sparkline
          values={account.halfHours}
          label={t('spark', { most: formats.whole(Math.max(0, ...account.halfHours)) })}
        />
        <AccountForm account={{ name, position, ratePerSecond, enabled: account.enabled }} places={places} />
      </div>
    </Card>
  )
}

function Troubles({ account }: { account: AccountHealth }) {
  const t = useTranslations('providers')
  const state = stateOf(account)
  const code = HEALTH_CODES.find((known) => known === account.detail)
  const { movedFor, share, receiptsSetAside } = account
  return (
    <>
      {state === 'unheard' && <Note tone="warn">{t('unheardBody')}</Note>}
      {code && state !== 'off' && state !== 'unheard' && (
        <Note tone={state === 'throttled' ? 'warn' : 'bad'}>{t(`detail.${code}`)}</Note>
      )}
      {account.position === 1 && share < 100 && (movedFor === 'down' || movedFor === 'slow') && (
        <Note tone="info">{t(`moved.${movedFor}`)}</Note>
      )}
      {receiptsSetAside > 0 && <Note tone="warn">{t('receiptsSetAside', { count: receiptsSetAside })}</Note>}
    </>
  )
}
