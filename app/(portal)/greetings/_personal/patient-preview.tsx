'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useState } from 'react'

import { MergedText } from '#components/merged-text.tsx'
import { PhonePreview } from '#components/ui/bubble.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import type { AheadSample } from '#lib/personal-texts/look-ahead.ts'

/** The very text of those whose day comes next, one patient at a time. */
export function PatientPreview({ samples, senderName }: { samples: AheadSample[]; senderName: string }) {
  const t = useTranslations('greetings.preview')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const [at, setAt] = useState(0)
  const sample = samples[at % Math.max(1, samples.length)]
  if (!sample) {
    return (
      <Card title={t('title')}>
        <p className="text-ink-2">{t('nobody')}</p>
      </Card>
    )
  }
  const step = (by: number) => setAt((before) => (before + by + samples.length) % samples.length)
  return (
    <Card title={t('title')}>
      <div className="mx-auto grid max-w-[340px] gap-2.5">
        <PhonePreview
          senderName={senderName}
          lang={sample.language}
          time={formats.time(middayOf(sample.day), 'weekdayDate', 'UTC')}
        >
          <MergedText text={sample.text} values={sample.values} />
        </PhonePreview>
        <div className="flex items-center gap-2 text-center">
          <Step label={t('previous')} onClick={samples.length > 1 ? () => step(-1) : null}>
            <ChevronLeft aria-hidden="true" />
          </Step>
          <span className="min-w-0 flex-1 type-small" aria-live="polite">
            <Link
              href={`/patients/${sample.patientId}`}
              className="link"
              lang={sample.language}
              title={t('open')}
              prefetch={false}
            >
              {sample.name}
            </Link>
            <span className="block type-meta text-ink-3">
              {tCommon('parts', { count: sample.segments })} · {formats.money(sample.costMicro, 3)}
            </span>
          </span>
          <Step label={t('next')} onClick={samples.length > 1 ? () => step(1) : null}>
            <ChevronRight aria-hidden="true" />
          </Step>
        </div>
      </div>
    </Card>
  )
}

function Step({ label, onClick, children }: { label: string; onClick: (() => void) | null; children: ReactNode }) {
  if (!onClick) return <span className="size-(--h-s)" />
  return (
    <Button
      variant="quiet"
      size="s"
      iconOnly
      aria-label={label}
      icon={children}
      onClick={onClick}
      className="needs-script"
    />
  )
}
