'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useActionState } from 'react'

import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { confirmTotpAction, renewRecoveryCodesAction, turnOffTotpAction } from '../actions.ts'
import { AppSetUp } from './app-set-up.tsx'
import { CodesOnce } from './codes-once.tsx'
import { WithPassword } from './with-password.tsx'

/** Codes of an authenticator app as the second step, and the recovery codes that stand in for it. */
export function AppCard({
  isOn,
  codesLeft,
  offer,
}: {
  isOn: boolean
  codesLeft: number
  offer: { secret: string; qr: ReactNode } | null
}) {
  const t = useTranslations('account.app')
  const [confirmed, confirm] = useActionState(confirmTotpAction, null)
  const [renewed, renew] = useActionState(renewRecoveryCodesAction, null)
  const codes = (renewed?.ok && renewed.value.codes) || (confirmed?.ok && confirmed.value.codes) || null

  return (
    <Card title={t('title')} aside={<Badge tone={isOn ? 'ok' : 'neutral'}>{isOn ? t('on') : t('off')}</Badge>}>
      <div className="grid gap-4">
        <p className="text-ink-2">{t('lead')}</p>
        {isOn && codes && <CodesOnce codes={codes} />}
        {isOn && (
          <>
            <p>{t('codesLeft', { count: codesLeft })}</p>
            <div className="flex flex-wrap gap-2">
              <WithPassword
                action={renew}
                state={renewed}
                trigger={t('renew')}
                lead={t('renewLead')}
                submit={t('renewYes')}
              />
              <TurnOff />
            </div>
          </>
        )}
        {!isOn && offer && <AppSetUp offer={offer} state={confirmed} action={confirm} />}
        {!isOn && !offer && (
          <div>
            <LinkButton href="/account?app=new" variant="primary">
              {t('setUp')}
            </LinkButton>
          </div>
        )}
      </div>
    </Card>
  )
}

function TurnOff() {
  const t = useTranslations('account.app')
  const [state, action] = useActionState(turnOffTotpAction, null)
  return (
    <WithPassword action={action} state={state} trigger={t('turnOff')} lead={t('turnOffLead')} submit={t('turnOff')} />
  )
}
