import { useEffect, useRef, useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'

import { CountAudienceInput } from '#lib/campaigns/inputs.ts'
import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import type { ComposeValues } from './compose-values.ts'
import { toAudienceInput } from './compose-values.ts'

const PAUSE_MS = 400

export type LiveCount = { count: AudienceCount; state: 'fresh' | 'counting' | 'failed' }

/**
 * The audience counted again whenever a filter changes and holds still. The number before stays until the new one is there; a
 * question that was overtaken is dropped, and a filter that cannot be right is not asked.
 */
export function useAudienceCount(initial: AudienceCount): LiveCount {
  const [live, setLive] = useState<LiveCount>({ count: initial, state: 'fresh' })
  const { control } = useFormContext<ComposeValues>()
  const [audience, channel, purpose, noLanguageAs] = useWatch({
    control,
    name: ['audience', 'channel', 'purpose', 'noLanguageAs'],
  })
  const question = JSON.stringify({
    audience: toAudienceInput(audience),
    channel,
    purpose,
    noLanguageAs: noLanguageAs || null,
  })
  const answered = useRef(question)

  useEffect(() => {
    if (answered.current === question) return
    if (!CountAudienceInput.safeParse(JSON.parse(question)).success) return
    const asked = new AbortController()
    const timer = setTimeout(async () => {
      setLive(({ count }) => ({ count, state: 'counting' }))
      const count = await askCount(question, asked.signal)
      if (asked.signal.aborted) return
      if (count) answered.current = question
      setLive((before) => (count ? { count, state: 'fresh' } : { count: before.count, state: 'failed' }))
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [question])

  return live
}

// A route rather than an action: actions wait for one another, and a count must not hold up a save.
async function askCount(question: string, signal: AbortSignal): Promise<AudienceCount | null> {
  try {
    const response = await fetch('/campaigns/count', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: question,
      redirect: 'error',
      signal,
    })
    return response.ok ? ((await response.json()) as AudienceCount) : null
  } catch {
    return null
  }
}
