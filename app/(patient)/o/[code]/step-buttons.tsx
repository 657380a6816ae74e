import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import type { Wish } from '#lib/opt-outs/wish.ts'
import { STEPS_FROM } from '#lib/opt-outs/wish.ts'

type StepButtonsProps = { action: string; wish: Wish; channel: 'sms' | 'email' }

/** A plain form that needs no script, for every phone there is. */
export function StepButtons({ action, wish, channel }: StepButtonsProps) {
  const t = useTranslations('opt-outs.steps')
  return (
    <form method="post" action={action} className="grid gap-5">
      {STEPS_FROM[wish].map((step) => (
        <div key={step} className="grid gap-1.5">
          <Button
            type="submit"
            name="step"
            value={step}
            variant={step === 'refuse_offers' ? 'primary' : 'secondary'}
            size="l"
            full
            aria-describedby={`${step}-means`}
          >
            {t(`${step}.label`, { channel })}
          </Button>
          <p id={`${step}-means`} className="type-body text-pretty text-ink-2">
            {t(`${step}.means`)}
          </p>
        </div>
      ))}
    </form>
  )
}
