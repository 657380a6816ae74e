import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { Note } from '#components/ui/note.tsx'
import { currentStaff } from '#lib/web/current-staff.ts'
import { sameOriginPath } from '#lib/web/same-origin-path.ts'
import { oneOf } from '#lib/web/search-params.ts'
import { AuthFrame } from '../auth-frame.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** What somebody has just done who comes here to sign in. */
const DONE = ['reset', 'accepted', 'over'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const params = await searchParams
  const next = sameOriginPath(params.next)
  if (await currentStaff()) redirect(next)

  const t = await getTranslations('auth')
  const done = oneOf(params, 'done', DONE)
  return (
    <AuthFrame title={t('title')} lead={t('lead')}>
      {done && (
        <Note tone={done === 'over' ? 'warn' : 'ok'} role="status">
          {t(`done.${done}`)}
        </Note>
      )}
      <SignInForm next={next} />
      <PasskeyButton next={next} />
    </AuthFrame>
  )
}
