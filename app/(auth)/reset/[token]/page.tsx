import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LinkButton } from '#components/ui/link-button.tsx'
import { isResetOpen } from '#lib/sign-in/reset-password.ts'
import { AuthFrame } from '../../auth-frame.tsx'
import { ResetForm } from './reset-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.reset'))('newTitle') }
}

/** The link of the letter. Opening it shows the form and uses nothing up: mail scanners open links too. */
export default async function NewPasswordPage({ params }: PageProps<'/reset/[token]'>) {
  const { token } = await params
  const t = await getTranslations('auth.reset')
  const isOpen = await isResetOpen(token)
  return (
    <AuthFrame title={isOpen ? t('newTitle') : t('overTitle')} lead={isOpen ? t('newLead') : t('overLead')}>
      {isOpen ? (
        <ResetForm token={token} />
      ) : (
        <LinkButton href="/reset" size="l">
          {t('again')}
        </LinkButton>
      )}
    </AuthFrame>
  )
}
