import type { ReactNode } from 'react'

import { classNames } from '#components/class-names.ts'
import { Radio } from '#components/ui/checkbox.tsx'
import { FieldMessage, fieldId } from '#components/ui/field.tsx'
import { keptByReset } from '#components/ui/kept-by-reset.ts'

type Option<V extends string> = { value: V; label: ReactNode; hint?: ReactNode; disabledReason?: string }

type GroupProps<V extends string> = {
  legend: ReactNode
  legendHidden?: boolean
  name: string
  value?: V | undefined
  defaultValue?: V | undefined
  onChange?: (value: V) => void
  error?: string | undefined
}

/** One of a few, each on its line or in a row. */
export function RadioGroup<V extends string>({
  legend,
  legendHidden,
  options,
  inline,
  error,
  ...group
}: GroupProps<V> & { options: readonly Option<V>[]; inline?: boolean }) {
  return (
    <fieldset className="min-w-0">
      <legend className={legendHidden ? 'sr-only' : 'mb-[5px] type-label'}>{legend}</legend>
      <div className={inline ? 'flex flex-wrap gap-x-5' : 'grid'}>
        {options.map(({ value, ...option }) => (
          <Radio key={value} {...option} {...chosen(group, value)} />
        ))}
      </div>
      <FieldMessage id={`${fieldId(group.name)}-message`} error={error} />
    </fieldset>
  )
}

type Segment<V extends string> = { value: V; label: ReactNode; icon?: ReactNode; disabled?: boolean }

/** Two to four short options side by side; a radio group underneath, so arrows and forms work. */
export function Segments<V extends string>({
  legend,
  legendHidden,
  options,
  error,
  className,
  ...group
}: GroupProps<V> & { options: readonly Segment<V>[]; className?: string }) {
  const messageId = `${fieldId(group.name)}-message`
  return (
    <fieldset className={classNames('min-w-0', className)} aria-describedby={error ? messageId : undefined}>
      <legend className={legendHidden ? 'sr-only' : 'mb-[5px] type-label'}>{legend}</legend>
      <div className="segments">
        {options.map(({ value, label, icon, disabled }) => (
          <label key={value} className="[&>svg]:size-4">
            <input type="radio" {...chosen(group, value)} disabled={disabled} />
            {icon}
            <span>{label}</span>
          </label>
        ))}
      </div>
      <FieldMessage id={messageId} error={error} />
    </fieldset>
  )
}

// Controlled when `value` is given, otherwise left to the form.
function chosen<V extends string>({ name, value, defaultValue, onChange }: Omit<GroupProps<V>, 'legend'>, own: V) {
  const checked = value === own
  const state = value === undefined ? { defaultChecked: defaultValue === own } : { checked }
  const held = value !== undefined && onChange ? { ref: keptByReset(checked) } : {}
  return { name, value: own, ...state, ...held, onChange: onChange && (() => onChange(own)) }
}
