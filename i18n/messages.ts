import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Locale } from '#i18n/locales.ts'

// Types only: keys are checked against the English files. A new file in messages/ adds its line here (a test holds them equal).
export type Messages = {
  activation: typeof import('#messages/en/activation.json')
  account: typeof import('#messages/en/account.json')
  appointments: typeof import('#messages/en/appointments.json')
  audit: typeof import('#messages/en/audit.json')
  approvals: typeof import('#messages/en/approvals.json')
  auth: typeof import('#messages/en/auth.json')
  balance: typeof import('#messages/en/balance.json')
  campaigns: typeof import('#messages/en/campaigns.json')
  category: typeof import('#messages/en/category.json')
  common: typeof import('#messages/en/common.json')
  desk: typeof import('#messages/en/desk.json')
  errors: typeof import('#messages/en/errors.json')
  greetings: typeof import('#messages/en/greetings.json')
  history: typeof import('#messages/en/history.json')
  imports: typeof import('#messages/en/imports.json')
  inbox: typeof import('#messages/en/inbox.json')
  letters: typeof import('#messages/en/letters.json')
  'opt-outs': typeof import('#messages/en/opt-outs.json')
  outbox: typeof import('#messages/en/outbox.json')
  patients: typeof import('#messages/en/patients.json')
  privacy: typeof import('#messages/en/privacy.json')
  private: typeof import('#messages/en/private.json')
  payments: typeof import('#messages/en/payments.json')
  providers: typeof import('#messages/en/providers.json')
  reminders: typeof import('#messages/en/reminders.json')
  settings: typeof import('#messages/en/settings.json')
  shell: typeof import('#messages/en/shell.json')
  staff: typeof import('#messages/en/staff.json')
  statuses: typeof import('#messages/en/statuses.json')
  tariffs: typeof import('#messages/en/tariffs.json')
  templates: typeof import('#messages/en/templates.json')
  today: typeof import('#messages/en/today.json')
  unknown: typeof import('#messages/en/unknown.json')
  validation: typeof import('#messages/en/validation.json')
  visits: typeof import('#messages/en/visits.json')
  why: typeof import('#messages/en/why.json')
}
export type Namespace = keyof Messages

const loaded = new Map<Locale, Promise<Messages>>()

/** All strings of a locale, each file of messages/<locale> under its own name. Read once, except while developing. */
export function loadMessages(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale)
  if (known && process.env.NODE_ENV === 'production') return known
  const reading = readMessages(locale)
  loaded.set(locale, reading)
  return reading
}

async function readMessages(locale: Locale): Promise<Messages> {
  const folder = join(process.cwd(), 'messages', locale)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
  const entries = files.map(async (file) => [
    file.slice(0, -'.json'.length),
    JSON.parse(await readFile(join(folder, file), 'utf8')),
  ])
  const messages = Object.fromEntries(await Promise.all(entries))
  return process.env.NEXT_RUNTIME ? compiled(messages) : messages
}

/**
 * What the pages get: next-intl forgets what it has parsed with each request, and parsing is most of what a message costs. In pages
 * `use-intl/format-message` stands for the part that takes compiled ones (next.config.ts); a worker's letters are read as they are.
 */
async function compiled(messages: Messages): Promise<Messages> {
  const { default: compile } = await import('icu-minify/compile')
  const each = (part: unknown): unknown =>
    typeof part === 'string'
      ? compile(part)
      : Object.fromEntries(Object.entries(part as object).map(([key, value]) => [key, each(value)]))
  // The compiler's objects have no prototype, and React hands none of those to the browser.
  return JSON.parse(JSON.stringify(each(messages)))
}
