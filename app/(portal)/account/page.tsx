import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Note } from '#components/ui/note.tsx'
import { countRecoveryCodesLeft, findTotpSecret, listPasskeys } from '#db/queries/second-steps.ts'
import { listSessions } from '#db/queries/sign-in.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { asAuth } from '#lib/runtime/transaction.ts'
import { openTotpSetUp } from '#lib/sign-in/set-up-totp.ts'
import { SESSION_TIMES } from '#lib/sign-in/times.ts'
import { requirePerson } from '#lib/web/require-person.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { AppCard } from './_parts/app-card.tsx'
import { PasskeysCard } from './_parts/passkeys-card.tsx'
import { PasswordCard } from './_parts/password-card.tsx'
import { QrCode } from './_parts/qr-code.tsx'
import { SessionsCard } from './_parts/sessions-card.tsx'

export const generateMetadata = titled('account.title')

/** How somebody signs in, for themselves, whatever their role. */
export default portalPage(async function AccountPage({ searchParams }: PageProps<'/account'>) {
  const person = await requirePerson()
  const params = await searchParams
  const isSettingUp = params.app === 'new'
  const t = await getTranslations('account')
  const { totp, codesLeft, passkeys, sessions } = await asAuth(async (tx) => ({
    totp: await findTotpSecret(tx, person.staffId),
    codesLeft: await countRecoveryCodesLeft(tx, person.staffId),
    passkeys: await listPasskeys(tx, person.staffId),
    sessions: await listSessions(tx, person.staffId, SESSION_TIMES),
  }))
  // The secret is made when somebody asks for it, and leaves the server only then.
  const offered = isSettingUp ? await openTotpSetUp(person) : null

  return (
    <>
      <PageHead title={t('title')} sub={`${person.name} · ${person.email}`} />
      {params['second-step'] === 'missing' && (
        <div className="mb-4">
          <Note tone="warn" title={t('secondStepMissing.title')}>
            {t('secondStepMissing.body')}
          </Note>
        </div>
      )}
      <ClientMessages namespaces={['account', 'auth']}>
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <div className="grid gap-4">
            <PasswordCard email={person.email} />
            <AppCard
              isOn={Boolean(totp?.confirmedAt)}
              codesLeft={codesLeft}
              offer={offered && { secret: offered.secret, qr: <QrCode text={offered.uri} label={t('app.qr')} /> }}
            />
          </div>
          <div className="grid gap-4">
            <PasskeysCard
              passkeys={passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt }))}
            />
            <SessionsCard sessions={sessions} currentId={person.sessionId} />
          </div>
        </div>
      </ClientMessages>
    </>
  )
})
