'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

import { fieldId } from '#components/ui/field.tsx'
import { Note } from '#components/ui/note.tsx'

const LIST_FROM = 3

/**
 * After a submit that was refused: focus goes to the first bad field; from three mistakes on, a list with links stands on top.
 * `errors` is in the order of the fields on the page.
 */
export function FormErrors({ errors, labels }: { errors: Record<string, string>; labels: Record<string, string> }) {
  const t = useTranslations('common')
  const names = Object.keys(errors)
  const first = names[0]
  const told = useRef('')

  useEffect(() => {
    const now = JSON.stringify(errors)
    if (first && told.current !== now) document.getElementById(fieldId(first))?.focus()
    told.current = now
  }, [errors, first])

  if (names.length < LIST_FROM) return null
  return (
    <Note tone="bad" title={t('fixThese', { count: names.length })} role="alert">
      <ul className="mt-1">
        {names.map((name) => (
          <li key={name}>
            <a className="link" href={`#${fieldId(name)}`}>
              {labels[name] ?? name}
            </a>
            : {errors[name]}
          </li>
        ))}
      </ul>
    </Note>
  )
}
