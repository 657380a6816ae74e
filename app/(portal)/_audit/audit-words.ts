import type { useTranslations } from 'next-intl'

import type { TextFormats } from '#i18n/text-formats.ts'
import type { AuditChange, AuditValue } from '#lib/core/audit-change.ts'
import { middayOf } from '#lib/core/calendar-day.ts'

type Translate = ReturnType<typeof useTranslations<'audit'>>

const COUNTRIES: ReadonlySet<string> = new Set(['country', 'location'])
const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/

// Codes come from the log, and the log outlives our words for them: what has no word is shown as it stands.
function wordOf(t: Translate, key: string, otherwise: string): string {
  const known = key as Parameters<Translate>[0]
  return t.has(known) ? t(known) : otherwise
}

export function actionWord(t: Translate, action: string): string {
  // One that is a noun alone (`sign_in`) stands beside others of that noun.
  return wordOf(t, `actions.${action.includes('.') ? action : `${action}.done`}`, action)
}

export function kindWord(t: Translate, kind: string): string {
  return wordOf(t, `kinds.${kind}`, kind)
}

/** "status: draft → sending" in the reader's words. */
export function changeWords(
  t: Translate,
  formats: TextFormats,
  names: ReadonlyMap<string, string>,
  { field, before, after }: AuditChange,
): string {
  const name = wordOf(t, `fields.${field}`, field)
  const shown = (value: AuditValue) => valueWords(t, formats, names, field, value)
  if (before === null) return t('fresh', { field: name, after: shown(after) })
  if (after === null) return t('gone', { field: name, before: shown(before) })
  return t('changed', { field: name, before: shown(before), after: shown(after) })
}

function valueWords(
  t: Translate,
  formats: TextFormats,
  names: ReadonlyMap<string, string>,
  field: string,
  value: AuditValue,
): string {
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'values.yes' : 'values.no')
  if (typeof value === 'number')
    return field.endsWith('Micro') ? formats.money(value, decimalsOf(field)) : formats.whole(value)
  if (INSTANT.test(value)) return formats.time(new Date(value), 'dayAndTime')
  if (DAY.test(value)) return formats.time(middayOf(value), 'date', 'UTC')
  if (COUNTRIES.has(field) && /^[A-Z]{2}$/.test(value)) return formats.country(value)
  const name = names.get(value)
  if (name) return name
  const words = value.split(', ').map((part) => wordOf(t, `values.${part}`, part))
  return words.join(', ')
}

/** A price of one part has parts of a cent. */
function decimalsOf(field: string): 2 | 4 {
  return field === 'priceMicro' ? 4 : 2
}
