'use client'

import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

import { classNames } from '#components/class-names.ts'
import type { FieldProps } from '#components/ui/field.tsx'
import { Field } from '#components/ui/field.tsx'
import type { ControlSize } from '#components/ui/text-field.tsx'
import { sizeClass } from '#components/ui/text-field.tsx'

export type SelectOption = { value: string; label: string; disabled?: boolean }

type SelectProps = Omit<ComponentProps<'select'>, 'size'> & {
  options: readonly SelectOption[]
  /** The choice that means none; its value is empty. */
  placeholder?: string | undefined
  size?: ControlSize | undefined
}

/** The platform's own list: it works without scripts, on phones, and with every screen reader. */
export function Select({ options, placeholder, size = 'm', className, ...props }: SelectProps) {
  return (
    <span className={classNames('relative block min-w-0', className)}>
      {/* React resets a form after its action to the defaults of its first drawing; a list drawn anew starts from what was chosen. */}
      <select key={String(props.defaultValue)} {...props} className={classNames('control', sizeClass(size))}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        className="pointer-events-none absolute inset-y-0 end-2 my-auto size-4 text-ink-3"
        strokeWidth={1.75}
        aria-hidden="true"
      />
    </span>
  )
}

export function SelectField({
  label,
  name,
  id,
  hint,
  error,
  optional,
  labelHidden,
  className,
  ...props
}: FieldProps & Omit<SelectProps, keyof FieldProps>) {
  return (
    <Field {...{ label, name, id, hint, error, optional, labelHidden, className }}>
      {(control) => <Select {...props} {...control} />}
    </Field>
  )
}
