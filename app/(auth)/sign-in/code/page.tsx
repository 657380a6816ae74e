import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { sameOriginPath } from '#lib/web/same-origin-path.ts'
import { secondStepPass } from '#lib/web/visitor.ts'
import { AuthFrame } from '../../auth-frame.tsx'
import { CodeForm } from './code-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.code'))('title') }
}

/** The second step of a sign-in. */
export default async function CodePage({ searchParams }: PageProps<'/sign-in/code'>) {
  const next = sameOriginPath((await searchParams).next)
  if (!(await secondStepPass())) redirect('/sign-in?done=over')
  const t = await getTranslations('auth.code')
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
      <CodeForm next={next} />
    </AuthFrame>
  )
}
