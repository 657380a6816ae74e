'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import type { ButtonLook } from '#components/ui/button.tsx'
import { Button } from '#components/ui/button.tsx'

const TOLD_MS = 2000

/** Copies a text and says so in its own place. */
export function CopyButton({
  text,
  size = 's',
  variant = 'quiet',
}: Pick<ButtonLook, 'size' | 'variant'> & { text: string }) {
  const t = useTranslations('common')
  const [copied, setCopied] = useState(false)

  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), TOLD_MS)
  }

  return (
    <Button
      variant={variant}
      size={size}
      icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      onClick={copy}
    >
      <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
    </Button>
  )
}
