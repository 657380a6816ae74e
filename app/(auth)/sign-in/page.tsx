import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LocaleSwitch } from '#app/_locale/locale-switch.tsx'
import { Logo } from '#components/ui/logo.tsx'
import { currentStaff } from '#lib/web/current-staff.ts'
import { sameOriginPath } from '#lib/web/same-origin-path.ts'
import { Meadow } from './meadow.tsx'
import { SignInForm } from './sign-in-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const next = sameOriginPath((await searchParams).next)
  if (await currentStaff()) redirect(next)

  const t = await getTranslations('auth')
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main className="flex flex-col border-line bg-surface p-4 lg:border-e lg:px-10 lg:py-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <span className="flex items-center gap-2.5 text-[17px]/6 font-semibold tracking-[-0.02em]">
            <Logo size={32} ground="surface" />
            Meelespea
          </span>
          <LocaleSwitch names="long" />
        </div>
        <div className="m-auto grid w-full max-w-[380px] gap-6 py-8">
          <div>
            <h1 className="type-display">{t('title')}</h1>
            <p className="mt-1 text-ink-2">{t('lead')}</p>
          </div>
          <SignInForm next={next} />
        </div>
        <p className="text-center type-meta text-ink-3">{t('noAccount')}</p>
      </main>
      <Meadow />
    </div>
  )
}
