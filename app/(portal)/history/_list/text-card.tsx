'use client'

import { Bubble } from '#components/ui/bubble.tsx'
import { HoverCard } from '#components/ui/hover-card.tsx'

/** The beginning of a text, and all of it when one asks for it. Takes words rather than elements: a page has fifty of these. */
export function TextCard({ label, language, text }: { label: string; language: string; text: string }) {
  return (
    <HoverCard label={label} trigger={<span className="block max-w-[22ch] truncate text-start">{text}</span>}>
      <Bubble lang={language}>{text}</Bubble>
    </HoverCard>
  )
}
