'use client'

import Link from 'next/link'

import { Bubble } from '#components/ui/bubble.tsx'
import { HoverCard } from '#components/ui/hover-card.tsx'
import { MergedText } from '../../merged-text.tsx'

/**
 * The name of a recipient, and the text they got when one asks for it. Takes words rather than elements: a page has fifty of these,
 * nearly all of which stay closed.
 */
export function TextCard({
  name,
  label,
  language,
  subject,
  text,
  values,
  patientId,
}: {
  name: string
  label: string
  language: string
  subject: string | null
  text: string
  values: readonly string[]
  patientId: string | null
}) {
  return (
    <HoverCard label={label} trigger={name}>
      <Bubble lang={language}>
        {subject && <strong className="mb-1 block">{subject}</strong>}
        <MergedText text={text} values={values} />
      </Bubble>
      {patientId && (
        <p className="mt-2 type-small">
          <Link href={`/patients/${patientId}`} className="link">
            {name}
          </Link>
        </p>
      )}
    </HoverCard>
  )
}
