'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'

import { useFormats } from '#components/use-formats.ts'

const VISIBLE_MS = 2_000
const HIDDEN_MS = 15_000
const STALE_MS = 30_000

/** Draws the page anew while things move, and says of when its figures are; the last ones stay when the server is out of reach. */
export function Refresher({ asOf }: { asOf: string }) {
  const t = useTranslations('common')
  const formats = useFormats()
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [stale, setStale] = useState(false)

  useEffect(() => {
    const askAgain = () => startTransition(() => router.refresh())
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      timer = setTimeout(askAgain, document.visibilityState === 'visible' ? VISIBLE_MS : HIDDEN_MS)
    }
    const onVisibility = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') askAgain()
      else wait()
    }
    // One question at a time: the next waits until this one is answered.
    if (!pending) wait()
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisibility)
    }
  }, [router, pending])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new figure starts the clock again
  useEffect(() => {
    setStale(false)
    const timer = setTimeout(() => setStale(true), STALE_MS)
    return () => clearTimeout(timer)
  }, [asOf])

  const time = formats.time(new Date(asOf), 'timeWithSeconds')
  return <span className={stale ? 'text-warn' : ''}>{stale ? t('reconnecting', { time }) : t('asOf', { time })}</span>
}
