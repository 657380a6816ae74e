import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { classNames } from '#components/class-names.ts'

/** What a control needs to belong to its label, its hint and its mistake. */
export type FieldControl = {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export type FieldProps = {
  label: ReactNode
  name: string
  /** Defaults to `field-<name>`; give one where two forms of a page share a name. */
  id?: string | undefined
  hint?: ReactNode
  /** The translated mistake; it takes the place of the hint. */
  error?: string | undefined
  optional?: boolean | undefined
  labelHidden?: boolean | undefined
  className?: string | undefined
}

/** Label above, always; below it the hint, until a mistake replaces it. */
export function Field({
  label,
  name,
  id = fieldId(name),
  hint,
  error,
  optional,
  labelHidden,
  className,
  children,
}: FieldProps & { children: (control: FieldControl) => ReactNode }) {
  const t = useTranslations('common')
  const messageId = `${id}-message`
  const control: FieldControl = {
    id,
    name,
    'aria-describedby': error || hint ? messageId : undefined,
    'aria-invalid': error ? true : undefined,
  }
  return (
    <div className={classNames('grid min-w-0 content-start gap-[5px]', className)}>
      <label className={labelHidden ? 'sr-only' : 'type-label'} htmlFor={id}>
        {label}
        {optional && <span className="font-normal text-ink-3"> · {t('optional')}</span>}
      </label>
      {children(control)}
      <FieldMessage id={messageId} hint={hint} error={error} />
    </div>
  )
}

/** Where a list of mistakes at the top of a form links to. */
export function fieldId(name: string): string {
  return `field-${name}`
}

/** The hint or the mistake under a control that draws its own label. */
export function FieldMessage({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | undefined }) {
  if (error) {
    return (
      <p id={id} className="flex gap-[5px] type-small text-bad">
        <TriangleAlert className="mt-0.5 size-3.5 shrink-0" strokeWidth={1.75} aria-hidden="true" />
        <span>{error}</span>
      </p>
    )
  }
  return hint ? (
    <p id={id} className="type-small text-ink-3">
      {hint}
    </p>
  ) : null
}
