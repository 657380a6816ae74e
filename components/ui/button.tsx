import type { ComponentProps, ReactNode } from 'react'

import { classNames } from '#components/class-names.ts'
import { PetalSpinner } from '#components/ui/petal-spinner.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'soft' | 'danger' | 'danger-fill'
export type ButtonSize = 's' | 'm' | 'l'

export type ButtonLook = {
  variant?: ButtonVariant | undefined
  size?: ButtonSize | undefined
  icon?: ReactNode
  /** Only the icon shows; give `aria-label`. */
  iconOnly?: boolean | undefined
  /** As wide as its container. */
  full?: boolean | undefined
}

export type ButtonProps = ButtonLook &
  Omit<ComponentProps<'button'>, 'disabled'> & {
    /** The button waits for an answer: it keeps its width, spins, and acts no more. */
    pending?: boolean | undefined
    /** Why it cannot be pressed now. The button stays reachable and the reason is read out; show it in text near by as well. */
    disabledReason?: string | undefined
  }

/** One primary per view; its label is verb, object and number. */
export function Button({
  variant,
  size,
  icon,
  iconOnly,
  full,
  pending,
  disabledReason,
  className,
  children,
  type = 'button',
  ...props
}: ButtonProps) {
  const inert = Boolean(disabledReason) || pending
  return (
    <button
      {...props}
      type={inert ? 'button' : type}
      onClick={inert ? undefined : props.onClick}
      className={classNames(buttonClass({ variant, size, iconOnly, full }), className)}
      aria-disabled={inert || props['aria-disabled'] || undefined}
      aria-busy={pending || undefined}
    >
      {pending ? <PetalSpinner /> : icon}
      {children}
      {disabledReason && <span className="sr-only">{disabledReason}</span>}
    </button>
  )
}

const BASE =
  'inline-flex items-center justify-center gap-[7px] border no-underline whitespace-nowrap select-none transition-colors ' +
  'aria-disabled:cursor-not-allowed [&>svg]:shrink-0'

const SIZES: Record<ButtonSize, string> = {
  s: 'min-h-(--h-s) rounded-[7px] px-2.5 py-[3px] type-label [&>svg]:size-4',
  m: 'min-h-(--h-m) rounded-m px-3.5 py-[7px] type-strong [&>svg]:size-[18px]',
  l: 'min-h-(--h-l) rounded-m px-[18px] py-2.5 type-strong [&>svg]:size-[18px]',
}

const ICON_SIZES: Record<ButtonSize, string> = {
  s: 'size-(--h-s) rounded-[7px] [&>svg]:size-4',
  m: 'size-(--h-m) rounded-m [&>svg]:size-[18px]',
  l: 'size-(--h-l) rounded-m [&>svg]:size-5',
}

// `not-aria-disabled` keeps hover and press off a button that cannot be pressed; a pending one keeps its colour.
const OFF =
  '[&[aria-disabled]:not([aria-busy])]:bg-sunken [&[aria-disabled]:not([aria-busy])]:border-line [&[aria-disabled]:not([aria-busy])]:text-ink-off'

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    'border-blue bg-blue text-on-blue not-aria-disabled:hover:border-blue-hover not-aria-disabled:hover:bg-blue-hover not-aria-disabled:active:border-blue-press not-aria-disabled:active:bg-blue-press',
  secondary:
    'border-line-strong bg-surface text-ink not-aria-disabled:hover:border-control not-aria-disabled:hover:bg-hover',
  quiet: 'border-transparent text-ink-2 not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink',
  soft: 'border-blue-line bg-blue-soft text-blue-ink not-aria-disabled:hover:border-blue',
  danger: 'border-bad-line bg-surface text-bad not-aria-disabled:hover:bg-bad-soft',
  'danger-fill': 'border-bad-fill bg-bad-fill text-on-bad not-aria-disabled:hover:opacity-90',
}

/** The look of a button for what is not a <button>: a link, a file label, a part of react-aria. */
export function buttonClass({
  variant = 'secondary',
  size = 'm',
  iconOnly,
  full,
}: Omit<ButtonLook, 'icon'> = {}): string {
  return classNames(BASE, iconOnly ? ICON_SIZES[size] : SIZES[size], VARIANTS[variant], OFF, full && 'w-full')
}
