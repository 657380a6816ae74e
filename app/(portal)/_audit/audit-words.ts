import type { useTranslations } from 'next-intl'

import type { TextFormats } from '#i18n/text-formats.ts'
import type { AuditChange, AuditValue } from '#lib/core/audit-change.ts'
import { middayOf } from '#lib/core/calendar-day.ts'

type Translate = ReturnType<typeof useTranslations<'audit'>>

type Reader = {
  t: Translate
  /** Of the whole portal: what a status or a role is called is said by the screens they are from. */
  tAll: ReturnType<typeof useTranslations<never>>
  formats: TextFormats
  /** What ids among the values are called. */
  names: ReadonlyMap<string, string>
}

const COUNTRIES: ReadonlySet<string> = new Set(['country', 'location'])
const LANGUAGES: ReadonlySet<string> = new Set(['language', 'languages', 'defaultLanguage', 'noLanguageAs'])
const DAY = /^\d{4}-\d{2}-\d{2}$/
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-([0-9a-f]{12})$/

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
export function changeWords(reader: Reader, action: string, { field, before, after }: AuditChange): string {
  const { t } = reader
  const name = fieldWord(reader, field)
  const shown = (value: AuditValue) => valueWords(reader, action, field, value)
  if (before === null) return t('fresh', { field: name, after: shown(after) })
  if (after === null) return t('gone', { field: name, before: shown(before) })
  return t('changed', { field: name, before: shown(before), after: shown(after) })
}

/** Of a field within another the word of both: of an import's columns, say, the one that is meant. */
function fieldWord({ t, tAll }: Reader, field: string): string {
  const [outer = '', inner] = field.split('.')
  if (outer !== 'columns' || !inner) return wordOf(t, `fields.${field}`, field)
  const keys = [`imports.fields.patients.${inner}`, `imports.fields.appointments.${inner}`]
  const known = keys.map((key) => key as Parameters<typeof tAll>[0]).find((key) => tAll.has(key))
  return `${t('fields.columns')} ${known ? tAll(known) : inner}`
}

function valueWords(reader: Reader, action: string, field: string, value: AuditValue): string {
  const { t, formats } = reader
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'values.yes' : 'values.no')
  if (typeof value === 'number')
    return field.endsWith('Micro') ? formats.money(value, decimalsOf(field)) : formats.whole(value)
  if (INSTANT.test(value)) return formats.time(new Date(value), 'dayAndTime')
  if (LOCAL_TIME.test(value)) return formats.time(new Date(`${value}:00Z`), 'dayAndTime', 'UTC')
  if (DAY.test(value)) return formats.time(middayOf(value), 'date', 'UTC')
  if (COUNTRIES.has(field) && /^[A-Z]{2}$/.test(value)) return formats.country(value)
  const codes = value.split(', ')
  if (LANGUAGES.has(field)) return codes.map(formats.language).join(', ')
  return codes.map((code) => codeWord(reader, action, field, code)).join(', ')
}

function codeWord({ t, tAll, names }: Reader, action: string, field: string, code: string): string {
  const name = names.get(code)
  if (name) return name
  const own = ownWords(action, field, code) as Parameters<Reader['tAll']>[0] | null
  if (own && tAll.has(own)) return tAll(own)
  // What is gone, or has no name, keeps the end of its id: enough to tell one from another.
  const end = ID.exec(code)?.[1]
  return wordOf(t, `values.${code}`, end ? `…${end}` : code)
}

/** Where the screens that show such a code have its word. */
function ownWords(action: string, field: string, code: string): string | null {
  const [noun] = action.split('.')
  if (field === 'status') return `statuses.${noun}.${code}`
  if (field === 'statuses') return `statuses.appointment.${code}`
  if (field === 'role') return `statuses.roles.${code}`
  if (field === 'purpose' && noun === 'template') return `templates.purpose.${code}`
  return null
}

/** A price of one part has parts of a cent. */
function decimalsOf(field: string): 2 | 4 {
  return field === 'priceMicro' ? 4 : 2
}
