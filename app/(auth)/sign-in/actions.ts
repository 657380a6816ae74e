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
  { onDone: wayOn },
)

export const secondStepAction = visitorFormAction(
  SecondStepInput,
  async (visitor, input) => carryAway(await confirmSecondStep(visitor, await secondStepPass(), input)),
  { onDone: wayOn },
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

// Not by way of the portal's address, which only leads on: its frame would stand empty meanwhile.
function wayOn(where: Awaited<ReturnType<typeof carryAway>>, form: FormData): string {
  const next = sameOriginPath(form.get('next'))
  if (where === 'second_step') return `/sign-in/code?next=${encodeURIComponent(next)}`
  return next === '/' ? where : next
}
