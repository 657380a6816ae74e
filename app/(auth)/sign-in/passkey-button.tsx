'use client'

import { startAuthentication } from '@simplewebauthn/browser'
import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { Button } from '#components/ui/button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { askForPasskeyAction, passkeySignInAction } from './actions.ts'

/** Signs in by a passkey that this device, or a telephone nearby, has. */
export function PasskeyButton({ next }: { next: string }) {
  const t = useTranslations('auth.passkey')
  const refusalText = useRefusalText()
  const [trouble, setTrouble] = useState<string>()
  const [isPending, startTransition] = useTransition()

  const begin = () =>
    startTransition(async () => {
      setTrouble(undefined)
      const asked = await askForPasskeyAction({})
      if (!asked.ok) return setTrouble(refusalText(asked))
      const credential = await startAuthentication({ optionsJSON: asked.value }).catch(() => null)
      if (!credential) return setTrouble(t('notUsed'))
      const answer = await passkeySignInAction({ credential: { ...credential } })
      if (!answer.ok) return setTrouble(refusalText(answer))
      // A whole page load: everything on it is drawn for who is signed in now.
      window.location.assign(next)
    })

  return (
    <div className="needs-script grid gap-2 border-t border-line pt-5">
      <Button size="l" full pending={isPending} icon={<KeyRound aria-hidden="true" />} onClick={begin}>
        {t('signIn')}
      </Button>
      <p role="status" className="type-small text-bad">
        {trouble}
      </p>
    </div>
  )
}
