import { createTranslator } from 'use-intl/core'

import type { Letter } from '#db/queries/letters.ts'
import { formatTag } from '#i18n/locales.ts'
import { loadMessages } from '#i18n/messages.ts'
import { emailHtmlOf } from '#lib/core/email-html.ts'
import { formatMoney } from '#lib/core/number-format.ts'
import { sealOwner } from '#lib/letters/enqueue.ts'
import type { LetterKind } from '#lib/letters/kinds.ts'
import { isLetterKind, letterKinds } from '#lib/letters/kinds.ts'
import type { Locale } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { unseal } from '#lib/runtime/seal.ts'

export type WrittenLetter = { subject: string; text: string; html: string }

const SERVICE = 'Meelespea'

/** The letter as its reader sees it; null when what is filled in is gone, because it has left or was given up. */
export async function writeLetter({ id, kind, locale, sealedParams }: Letter): Promise<WrittenLetter | null> {
  if (!sealedParams || !isLetterKind(kind)) return null
  return wordsOf(kind, locale, letterKinds[kind].parse(JSON.parse(unseal(sealedParams, sealOwner(id)))))
}

/** A letter of a kind in a locale, filled in. */
export async function wordsOf(
  kind: LetterKind,
  locale: Locale,
  params: Record<string, string | number>,
): Promise<WrittenLetter> {
  const { letters } = await loadMessages(locale)
  const say = createTranslator({ locale: formatTag(locale), messages: { letters }, namespace: 'letters' }) as (
    key: string,
    values?: Record<string, string | number>,
  ) => string
  const { path, ...rest } = params
  const values = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      name.endsWith('Micro') ? formatMoney(Number(value)) : oneLine(value),
    ]),
  )
  const link = path === undefined ? [] : [`${say(`${kind}.action`, values)}\n${env().PUBLIC_URL}${path}`]
  const text = [say(`${kind}.body`, values), ...link, say('foot')].join('\n\n')
  const subject = say(`${kind}.subject`, values)
  return { subject, text, html: emailHtmlOf({ from: SERVICE, language: locale, subject, body: text }) }
}

// A name with a line break in it must not begin a line of its own in a letter that we vouch for.
function oneLine(value: string | number): string | number {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value
}
