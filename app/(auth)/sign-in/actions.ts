'use server'

import { redirect } from 'next/navigation'

import { sameOriginPath } from '#lib/web/same-origin-path.ts'
import type { SignInRefused } from '#lib/web/sign-in.ts'
import { signIn, signOut } from '#lib/web/sign-in.ts'

/** What a refused form shows again; the password is typed anew. */
export type SignInState = (SignInRefused & { email: string; remember: boolean }) | null

export async function signInAction(_state: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').trim()
  const remember = form.has('remember')
  const refused = await signIn({ email, password: String(form.get('password') ?? ''), remember })
  if (refused) return { ...refused, email, remember }
  redirect(sameOriginPath(form.get('next')))
}

export async function signOutAction(): Promise<void> {
  await signOut()
  redirect('/sign-in')
}
