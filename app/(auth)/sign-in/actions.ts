'use server'

import { redirect } from 'next/navigation'

import { confirmSecondStep } from '#lib/sign-in/confirm-second-step.ts'
import { NothingInput, PasskeySignInInput, SecondStepInput, SignInInput } from '#lib/sign-in/inputs.ts'
import { signIn } from '#lib/sign-in/sign-in.ts'
import { askForPasskey, signInByPasskey } from '#lib/sign-in/sign-in-by-passkey.ts'
import { signOut } from '#lib/sign-in/sign-out.ts'
import { requestOrigin } from '#lib/web/request-origin.ts'
import { sameOriginPath } from '#lib/web/same-origin-path.ts'
import { carryAway, dropSessionCookie, secondStepPass } from '#lib/web/visitor.ts'
import { visitorAction, visitorFormAction } from '#lib/web/visitor-action.ts'

export const signInAction = visitorFormAction(
  SignInInput,
  async (visitor, input) => carryAway(await signIn(visitor, input)),
  { onDone: (where, form) => (where === 'second_step' ? codePath(form) : sameOriginPath(form.get('next'))) },
)

export const secondStepAction = visitorFormAction(
  SecondStepInput,
  async (visitor, input) => carryAway(await confirmSecondStep(visitor, await secondStepPass(), input)),
  { onDone: (_where, form) => sameOriginPath(form.get('next')) },
)

export const askForPasskeyAction = visitorAction(NothingInput, askForPasskey)
export const passkeySignInAction = visitorAction(PasskeySignInInput, async (visitor, input) =>
  carryAway(await signInByPasskey(visitor, input)),
)

export async function signOutAction(): Promise<void> {
  const token = await dropSessionCookie()
  if (token) await signOut(token, await requestOrigin())
  redirect('/sign-in')
}

function codePath(form: FormData): string {
  return `/sign-in/code?next=${encodeURIComponent(sameOriginPath(form.get('next')))}`
}
