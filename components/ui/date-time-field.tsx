'use client'

import { CalendarDays } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ChangeEvent, ComponentProps } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'

import { classNames } from '#components/class-names.ts'
import type { FieldProps } from '#components/ui/field.tsx'
import { Field } from '#components/ui/field.tsx'
import type { ControlSize } from '#components/ui/text-field.tsx'
import { sizeClass } from '#components/ui/text-field.tsx'
import type { TypedKind } from '#lib/core/typed-time.ts'
import { isoOfTyped, typedOfIso } from '#lib/core/typed-time.ts'

type InputProps = Pick<ComponentProps<'input'>, 'id' | 'min' | 'max' | 'required' | 'aria-label' | 'className'> & {
  type: TypedKind
  name: string
  defaultValue?: string | undefined
  controlSize?: ControlSize | undefined
  /** What the form would send: as soon as it is written out, or left as it is. */
  onValue?: ((value: string) => void) | undefined
}

type LeftByNative = { value: string; isFocused: boolean }

// Room for 14.10.2026 and for 14.10.2026 09:00.
const CHARACTERS: Record<TypedKind, number> = { date: 10, time: 5, 'datetime-local': 16 }
const PARTS = { date: ['date'], time: ['time'], 'datetime-local': ['date', 'time'] } as const

/**
 * A day, a time or both. A browser writes its own inputs for these in its own language, with months before days and clocks of twelve
 * hours among them; here they are typed as the rest of the portal writes them: 14.10.2026 09:00. Phones keep their own, which their
 * owners know from everywhere, and so does a browser without scripts. The form sends the same from each, 2026-10-14T09:00; or what was
 * typed, where that is no time, so that it is still there beside the mistake.
 */
export function DateTimeInput({
  type,
  defaultValue = '',
  controlSize = 'm',
  onValue,
  className,
  ...props
}: InputProps & Pick<ComponentProps<'input'>, 'aria-describedby' | 'aria-invalid'>) {
  const native = useRef<HTMLInputElement>(null)
  const [left, setLeft] = useState<LeftByNative | null>(null)
  // Scripts take over from the browser's input, with what was typed into it until then.
  useLayoutEffect(() => {
    const input = native.current
    const hasKeyboard = window.matchMedia('(pointer: fine)').matches
    if (input && hasKeyboard) setLeft({ value: input.value, isFocused: document.activeElement === input })
  }, [])
  const look = classNames('control', sizeClass(controlSize))
  return left ? (
    <TypedInput {...{ type, defaultValue, onValue, className, look, left }} {...props} />
  ) : (
    <input
      {...props}
      ref={native}
      type={type}
      defaultValue={defaultValue}
      onChange={(event) => onValue?.(event.currentTarget.value)}
      className={classNames(look, className)}
    />
  )
}

/** With the label, the hint and the mistake around it. */
export function DateTimeField({
  label,
  name,
  id,
  hint,
  error,
  optional,
  labelHidden,
  className,
  size,
  ...props
}: FieldProps & Omit<InputProps, keyof FieldProps | 'controlSize'> & { size?: ControlSize }) {
  return (
    <Field {...{ label, name, id, hint, error, optional, labelHidden, className }}>
      {(control) => <DateTimeInput {...props} {...control} controlSize={size} />}
    </Field>
  )
}

function TypedInput({
  type,
  name,
  defaultValue,
  onValue,
  className,
  look,
  left,
  min,
  max,
  ...props
}: Omit<InputProps, 'defaultValue' | 'controlSize'> & { defaultValue: string; look: string; left: LeftByNative }) {
  const t = useTranslations('common.dateTime')
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (left.isFocused) field.current?.focus()
  }, [left])
  const [given, setGiven] = useState(defaultValue)
  // What no input of the browser can hold, a mistake for one, is in the default alone.
  const [text, setText] = useState(typedOfIso(type, left.value || defaultValue))
  if (given !== defaultValue) {
    setGiven(defaultValue)
    setText(typedOfIso(type, defaultValue))
  }
  const iso = isoOfTyped(type, text)

  const change = (next: string, event: ChangeEvent) => {
    setText(next)
    const whole = next === '' ? '' : isoOfTyped(type, next)
    // Whoever acts on every change waits until it is written out.
    if (whole === null) event.stopPropagation()
    else onValue?.(whole)
  }
  const leave = () => {
    setText(typedOfIso(type, text))
    if (text !== '' && iso === null) onValue?.(text)
  }
  return (
    <span className={classNames('relative block', className)}>
      <input
        {...props}
        ref={field}
        value={text}
        onChange={(event) => change(event.currentTarget.value, event)}
        onBlur={leave}
        placeholder={PARTS[type].map((part) => t(part)).join(' ')}
        size={CHARACTERS[type]}
        autoComplete="off"
        className={classNames(look, type !== 'time' && 'pe-9!')}
      />
      <input type="hidden" name={name} value={iso ?? text} />
      {type !== 'time' && (
        <Calendar
          day={iso?.slice(0, CHARACTERS.date) ?? ''}
          min={min}
          max={max}
          label={t('open')}
          onPick={(event) => {
            const day = typedOfIso('date', event.currentTarget.value)
            change(type === 'date' ? day : `${day} ${timeIn(text)}`.trim(), event)
          }}
        />
      )}
    </span>
  )
}

/** The browser's own calendar, to choose from rather than to write in. */
function Calendar({
  day,
  min,
  max,
  label,
  onPick,
}: Pick<InputProps, 'min' | 'max'> & {
  day: string
  label: string
  onPick: (event: ChangeEvent<HTMLInputElement>) => void
}) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      {/* It opens where this input is, which takes part in nothing else and belongs to no form. */}
      <input
        ref={picker}
        type="date"
        form=""
        value={day}
        min={min}
        max={max}
        onChange={onPick}
        tabIndex={-1}
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 size-full opacity-0"
      />
      <button
        type="button"
        aria-label={label}
        title={label}
        onClick={() => picker.current?.showPicker()}
        className="absolute inset-y-0 end-0 grid w-9 place-items-center rounded-m text-ink-3 hover:text-ink"
      >
        <CalendarDays className="size-4" strokeWidth={1.75} aria-hidden="true" />
      </button>
    </>
  )
}

/** The time after a day, which stays when another day is chosen. */
function timeIn(text: string): string {
  return text.split(/[\sT]+/)[1] ?? ''
}
