import type { ComponentProps, ReactNode } from 'react'

import { classNames } from '#components/class-names.ts'
import { FieldMessage, fieldId } from '#components/ui/field.tsx'
import { keptByReset } from '#components/ui/kept-by-reset.ts'

type ChoiceProps = Omit<ComponentProps<'input'>, 'type' | 'name'> & {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** Why it cannot be chosen; shown under the label, which stays. */
  disabledReason?: string | undefined
}

export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} type="checkbox" />
}

export function Radio(props: ChoiceProps) {
  return <Choice {...props} type="radio" />
}

/** Acts at once and says so; never in a form with Save unless it is part of the draft. `big` is for a whole feature. */
export function Switch({ big = false, ...props }: ChoiceProps & { big?: boolean }) {
  return <Choice {...props} type="checkbox" big={big} isSwitch />
}

function Choice({
  type,
  isSwitch = false,
  big = false,
  label,
  hint,
  error,
  disabledReason,
  disabled,
  id,
  className,
  ...props
}: ChoiceProps & { type: 'checkbox' | 'radio'; isSwitch?: boolean; big?: boolean }) {
  const controlId = id ?? [fieldId(props.name), props.value].filter(Boolean).join('-')
  const messageId = `${controlId}-message`
  const explained = disabledReason ?? hint
  const held = type === 'checkbox' && props.checked !== undefined && props.onChange
  return (
    <div className={classNames('flex items-start gap-[9px]', isSwitch ? 'py-0.5' : 'py-[3px]', className)}>
      <input
        {...(held && { ref: keptByReset(props.checked === true) })}
        {...props}
        id={controlId}
        type={type}
        role={isSwitch ? 'switch' : undefined}
        data-size={big ? 'big' : undefined}
        disabled={disabled || Boolean(disabledReason)}
        className={isSwitch ? 'switch-mark' : 'check-mark'}
        aria-describedby={error || explained ? messageId : undefined}
        aria-invalid={error ? true : undefined}
      />
      <div className="min-w-0">
        <label
          htmlFor={controlId}
          className={classNames(
            isSwitch ? 'type-strong' : 'type-body',
            disabledReason ? 'text-ink-3' : 'cursor-pointer',
          )}
        >
          {label}
        </label>
        <FieldMessage id={messageId} hint={explained} error={error} />
      </div>
    </div>
  )
}
