'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Dialog } from '#components/ui/dialog.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { SwitchForm } from '../../reminders/_list/switch-form.tsx'
import { switchPersonalAction } from '../actions.ts'

type Sum = { texts: number; costMicro: number }
export type SwitchState = {
  category: 'greetings' | 'recall'
  isOn: boolean
  /** In how many of the clinics it is on. */
  on: number
  of: number
  mayChange: boolean
  atLocal: string
  /** What switching on sends first; null without settings. */
  first: { today: Sum; ahead: Sum } | null
}

/** The whole feature on or off. Off holds at once; before it goes on, it says what leaves then and what that costs. */
export function PersonalSwitch({ loaded }: { loaded: SwitchState }) {
  const t = useTranslations('greetings.switch')
  const { category, isOn, on, of, mayChange } = loaded
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-l border border-line bg-surface px-4 py-2.5">
      {mayChange && isOn && (
        <SwitchForm
          action={switchPersonalAction}
          fields={{ category }}
          checked
          label={t(category)}
          applyLabel={t('apply')}
          big
        />
      )}
      <p className="type-small text-ink-2" role="status">
        <strong className="block type-strong text-ink">{t(isOn ? 'on' : 'off')}</strong>
        {on === (isOn ? of : 0) ? t('everywhere', { count: of }) : t('somewhere', { on, of })}
      </p>
      {mayChange && !isOn && <SwitchOn loaded={loaded} />}
    </div>
  )
}

function SwitchOn({ loaded: { category, atLocal, first } }: { loaded: SwitchState }) {
  const t = useTranslations('greetings.switch')
  const formats = useFormats()
  const refusal = useRefusalText()
  const [state, action] = useActionState(switchPersonalAction, null)
  if (!first) return <span className="type-small text-ink-3">{t('settingsFirst')}</span>
  const greetings = category === 'greetings'
  const sum = ({ texts, costMicro }: Sum) => ({ count: texts, cost: formats.money(costMicro) })
  const form = (
    <form action={action}>
      <input type="hidden" name="category" value={category} />
      <input type="hidden" name="enabled" value="true" />
      <SubmitButton>{t('turnOn')}</SubmitButton>
    </form>
  )
  return (
    <>
      <div className="needs-script">
        <Dialog
          variant="primary"
          trigger={t('turnOn')}
          title={t(greetings ? 'turnOnGreetings' : 'turnOnRecall')}
          safeLabel={t('notYet')}
          body={
            <div className="grid gap-1.5">
              <p>{t('today', sum(first.today))}</p>
              <p>{t('ahead', sum(first.ahead))}</p>
              <p>{t(greetings ? 'whenGreetings' : 'whenRecall', { time: atLocal })}</p>
            </div>
          }
        >
          {form}
        </Dialog>
      </div>
      <div className="without-script grid gap-1">
        <p className="type-small text-ink-2">
          {t('today', sum(first.today))} {t('ahead', sum(first.ahead))}
        </p>
        {form}
      </div>
      {state && !state.ok && (
        <p role="alert" className="basis-full type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </>
  )
}
