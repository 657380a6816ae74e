import 'server-only'
import { redirect } from 'next/navigation'

import { readLocale } from '#i18n/current-locale.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { currentSession } from '#lib/web/current-staff.ts'
import { currentPath } from '#lib/web/require-staff.ts'
import { currentVisitor } from '#lib/web/visitor.ts'

/** The guard of what everybody who is signed in may do for themselves, whatever their role: their own sign-in. */
export async function requirePerson(): Promise<PersonCtx> {
  const admitted = await admitPerson()
  if (admitted === 'signed_out') redirect(`/sign-in?next=${encodeURIComponent(await currentPath())}`)
  return admitted
}

/** The same question with an answer instead of a page, for actions. */
export async function admitPerson(): Promise<PersonCtx | 'signed_out'> {
  const session = await currentSession()
  if (!session) return 'signed_out'
  const { id: staffId, chain, name, email } = session.staff
  const chainId = chain?.id ?? null
  return {
    ...(await currentVisitor()),
    staffId,
    sessionId: session.sessionId,
    chainId,
    name,
    email,
    locale: await readLocale(),
  }
}
