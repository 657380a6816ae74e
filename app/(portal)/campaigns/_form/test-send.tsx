'use client'

import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { FieldMessage } from '#components/ui/field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { testSendAction } from '../actions.ts'
import { newSendKey } from './new-send-key.ts'

/** Sends the text as it stands to whoever is signed in, and to nobody else. */
export function TestSend({
  campaignId,
  language,
  save = alreadySaved,
  blank = false,
  full = false,
}: {
  campaignId: string
  language: string
  /** Resolves once the text on the screen is the one in the database; false when it could not be saved. */
  save?: () => Promise<boolean>
  blank?: boolean
  /** As wide as the place it stands in. */
  full?: boolean
}) {
  const t = useTranslations('campaigns.compose')
  const toast = useToast()
  const refusal = useRefusalText()
  const [pending, setPending] = useState(false)
  const [mistake, setMistake] = useState<string>()
  const sendKey = useRef('')

  const send = async () => {
    setPending(true)
    setMistake(undefined)
    // Kept until there is an answer: pressed again after a lost one, it is the same test.
    sendKey.current ||= newSendKey()
    const result = (await save()) ? await testSendAction({ campaignId, language, sendKey: sendKey.current }) : null
    if (result) sendKey.current = ''
    setPending(false)
    if (result?.ok) toast({ title: t('testSent') })
    else if (result) setMistake(refusal(result))
  }

  return (
    <div className={`needs-script grid gap-1 ${full ? '' : 'justify-items-end'}`}>
      <Button
        size="s"
        full={full}
        icon={<Send aria-hidden="true" />}
        pending={pending}
        disabledReason={blank ? t('empty') : undefined}
        onClick={send}
      >
        {pending ? t('testing') : t('testSend')}
      </Button>
      <FieldMessage id={`test-${language}-message`} error={mistake} />
    </div>
  )
}

async function alreadySaved(): Promise<boolean> {
  return true
}
