import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { MergedText } from '#components/merged-text.tsx'
import { PhonePreview } from '#components/ui/bubble.tsx'
import { Button } from '#components/ui/button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { MeasuredText } from '../../_texts/text-measure.ts'
import type { SamplePerson } from './compose-data.ts'

/** The text as one patient would get it, with others a step away. */
export function SampleOnPhone({
  sms,
  senderName,
  language,
  measured,
  priceMicro,
  person,
  onStep,
  now,
  empty,
}: {
  /** Only an SMS has parts. */
  sms: boolean
  senderName: string
  language: string
  measured: MeasuredText
  priceMicro: number
  person: SamplePerson
  /** Null when there is nobody else. */
  onStep: ((by: 1 | -1) => void) | null
  now: string
  /** In place of a text that is not written yet. */
  empty: string
}) {
  const t = useTranslations('campaigns.compose')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  return (
    <aside aria-label={t('preview')} className="grid content-start gap-2">
      <PhonePreview senderName={senderName} lang={language} time={formats.time(new Date(now), 'time')}>
        {measured.subject && <strong className="mb-1 block">{measured.subject}</strong>}
        {measured.text ? (
          <MergedText text={measured.text} values={Object.values(person.values)} />
        ) : (
          <span className="text-ink-3">{empty}</span>
        )}
      </PhonePreview>
      <div className="flex items-center gap-2 text-center">
        <StepButton label={t('previousPerson')} onClick={onStep && (() => onStep(-1))}>
          <ChevronLeft aria-hidden="true" />
        </StepButton>
        <span className="min-w-0 flex-1 text-[13px]/[18px] font-medium">
          <span lang={person.language ?? undefined}>{person.name}</span>
          <span className="block type-meta text-ink-3">
            {sms && <>{tCommon('parts', { count: measured.segments })} · </>}
            {formats.money(measured.segments * priceMicro, 3)}
          </span>
        </span>
        <StepButton label={t('nextPerson')} onClick={onStep && (() => onStep(1))}>
          <ChevronRight aria-hidden="true" />
        </StepButton>
      </div>
    </aside>
  )
}

function StepButton({
  label,
  onClick,
  children,
}: {
  label: string
  onClick: (() => void) | null
  children: ReactNode
}) {
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
