import type { Metadata } from 'next'
import type { MessageKeys, NestedKeyOf } from 'next-intl'
import { getTranslations } from 'next-intl/server'

import type { Messages } from '#i18n/messages.ts'

type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>

/**
 * What a page is called in the tab and in the history of a browser: the words of its heading (WCAG 2.2, 2.4.2). A page about one person or
 * campaign is called as the list of them is, for a history is read by others too.
 */
export function titled(key: MessageKey): () => Promise<Metadata> {
  // All keys at once are too many for the type of getTranslations() to work out.
  return async () => ({ title: (await getTranslations())(key as never) })
}
