'use client'

import { Bubble, PlaceholderChip } from '#components/ui/bubble.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { LanguageCode } from '../../language-code.tsx'

/** What was written, or the name of an element of it. */
export type WrittenPart = string | { element: string }
export type Written = {
  language: { code: string; name: string }
  subject: WrittenPart[]
  body: WrittenPart[]
  /** What copying gives: the text as its author wrote it. */
  copied: string
}

/** A text as it was written, in its language; it can be copied. */
export function WrittenText({ language, subject, body, copied }: Written) {
  return (
    <li className="grid content-start gap-2">
      <span className="flex items-center gap-2">
        <LanguageCode code={language.code} />
        <h3 className="flex-1 first-letter:uppercase">{language.name}</h3>
        <CopyButton text={copied} />
      </span>
      <Bubble lang={language.code}>
        {subject.length > 0 && <strong className="mb-1 block">{drawn(subject)}</strong>}
        {drawn(body)}
      </Bubble>
    </li>
  )
}

function drawn(parts: readonly WrittenPart[]) {
  return parts.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which does not change
      <PlaceholderChip key={index}>{part.element}</PlaceholderChip>
    ),
  )
}
