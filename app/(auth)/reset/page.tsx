import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AuthFrame } from '../auth-frame.tsx'
import { AskResetForm } from './ask-reset-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.reset'))('title') }
}

/** Asks for a letter with a link to a new password. */
export default async function ResetPage() {
  const t = await getTranslations('auth.reset')
  return (
    <AuthFrame
      title={t('title')}
      lead={t('lead')}
      foot={
        <a className="link" href="/sign-in">
          {t('back')}
        </a>
      }
    >
      <AskResetForm />
    </AuthFrame>
  )
}
