import { useTranslations } from 'next-intl'

import { switchRemindersAction } from '../actions.ts'
import { SwitchForm } from './switch-form.tsx'

/** The whole feature on or off, for the chain; and in how many of its clinics that holds. */
export function MainSwitch({ isOn, on, of, mayChange }: { isOn: boolean; on: number; of: number; mayChange: boolean }) {
  const t = useTranslations('reminders')
  return (
    <div className="flex items-center gap-3 rounded-l border border-line bg-surface px-4 py-2.5">
      {mayChange && (
        <SwitchForm
          action={switchRemindersAction}
          fields={{ category: 'reminders' }}
          checked={isOn}
          label={t('switch')}
          applyLabel={t('apply')}
          big
        />
      )}
      <p className="type-small text-ink-2" role="status">
        <strong className="block type-strong text-ink">{t(isOn ? 'on' : 'switchedOff')}</strong>
        {on === (isOn ? of : 0) ? t('everywhere', { count: of }) : t('somewhere', { on, of })}
      </p>
    </div>
  )
}
