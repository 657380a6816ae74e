import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LinkButton } from '#components/ui/link-button.tsx'
import { openInvitation } from '#lib/staff/accept-invitation.ts'
import { AuthFrame } from '../../auth-frame.tsx'
import { AcceptForm } from './accept-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.invite'))('title') }
}

/** The link of an invitation. Opening it shows what it is and uses nothing up: mail scanners open links too. */
export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params
  const t = await getTranslations('auth.invite')
  const invitation = await openInvitation(token)
  if (!invitation) {
    return (
      <AuthFrame title={t('overTitle')} lead={t('overLead')}>
        <LinkButton href="/sign-in" size="l">
          {t('toSignIn')}
        </LinkButton>
      </AuthFrame>
    )
  }
  const { inviter, chainName: chain, name, email } = invitation
  return (
    <AuthFrame title={t('title')} lead={t('lead', { inviter, chain })}>
      <AcceptForm token={token} name={name} email={email} />
    </AuthFrame>
  )
}
