'use client'

import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Card } from '#components/ui/card.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { RemoveButton } from '../../_shell/remove-button.tsx'
import { removePasskeyAction } from '../actions.ts'
import { AddPasskey } from './add-passkey.tsx'

export type ShownPasskey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null }

/** Passkeys of this account; each signs in by itself. */
export function PasskeysCard({ passkeys }: { passkeys: readonly ShownPasskey[] }) {
  const t = useTranslations('account.passkeys')
  return (
    <Card title={t('title')}>
      <div className="grid gap-4">
        <p className="text-ink-2">{t('lead')}</p>
        {passkeys.length > 0 && (
          <ul className="grid divide-y divide-line rounded-m border border-line">
            {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
                <span className="min-w-0 flex-1 basis-[180px]">
                  <strong className="block wrap-anywhere">{name}</strong>
                  <span className="type-small text-ink-3">
                    {t('made')} <LocalTime at={createdAt} style="date" />
                    {' · '}
                    {lastUsedAt ? (
                      <>
                        {t('used')} <LocalTime at={lastUsedAt} style="dayAndTime" />
                      </>
                    ) : (
                      t('unused')
                    )}
                  </span>
                </span>
                <Dialog
                  variant="quiet"
                  size="s"
                  trigger={t('remove')}
                  title={t('removeTitle', { name })}
                  body={t('removeBody')}
                  safeLabel={t('keep')}
                >
                  <RemoveButton action={removePasskeyAction} name="passkeyId" value={id} label={t('removeYes')} />
                </Dialog>
              </li>
            ))}
          </ul>
        )}
        <AddPasskey />
      </div>
    </Card>
  )
}
