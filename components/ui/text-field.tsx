import type { ComponentProps, ReactNode } from 'react'

import { classNames } from '#components/class-names.ts'
import type { FieldProps } from '#components/ui/field.tsx'
import { Field } from '#components/ui/field.tsx'

export type ControlSize = 's' | 'm' | 'l'

/** An input alone; almost always you want <TextField>, which brings the label. */
export function Input({
  controlSize = 'm',
  className,
  ...props
}: ComponentProps<'input'> & { controlSize?: ControlSize }) {
  return <input {...props} className={classNames('control', sizeClass(controlSize), className)} />
}

export function TextArea({ className, rows = 4, ...props }: ComponentProps<'textarea'>) {
  return <textarea {...props} rows={rows} className={classNames('control resize-y', className)} />
}

export function sizeClass(size: ControlSize): string | false {
  return size !== 'm' && `control-${size}`
}

type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, keyof FieldProps | 'size'> & {
    size?: ControlSize | undefined
    startIcon?: ReactNode
    /** A unit or a button at the end of the input. */
    suffix?: ReactNode
  }

export function TextField({
  label,
  name,
  id,
  hint,
  error,
  optional,
  labelHidden,
  className,
  size = 'm',
  startIcon,
  suffix,
  ...props
}: TextFieldProps) {
  return (
    <Field {...{ label, name, id, hint, error, optional, labelHidden, className }}>
      {(control) => (
        <span className="relative block">
          {startIcon && (
            <span className="pointer-events-none absolute inset-y-0 start-2.5 grid place-items-center text-ink-3 [&>svg]:size-4">
              {startIcon}
            </span>
          )}
          <Input
            {...props}
            {...control}
            controlSize={size}
            className={classNames(Boolean(startIcon) && 'ps-[34px]', Boolean(suffix) && 'pe-11')}
          />
          {suffix && (
            <span className="absolute inset-y-0 end-2 grid place-items-center type-small text-ink-3">{suffix}</span>
          )}
        </span>
      )}
    </Field>
  )
}

export function TextAreaField({
  label,
  name,
  id,
  hint,
  error,
  optional,
  labelHidden,
  className,
  ...props
}: FieldProps & Omit<ComponentProps<'textarea'>, keyof FieldProps>) {
  return (
    <Field {...{ label, name, id, hint, error, optional, labelHidden, className }}>
      {(control) => <TextArea {...props} {...control} />}
    </Field>
  )
}
