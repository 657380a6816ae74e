'use client'

import type { ReactNode } from 'react'

import type { AsText } from '#components/as-text.ts'
import { fromText } from '#components/as-text.ts'
import type { CardText } from '#components/text-cards.tsx'
import { CardsOf } from '#components/text-cards.tsx'
import type { Wording } from '#lib/core/delivery-text.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'

/** The texts of a page of a campaign: the few wordings that they share, and of each what was merged in. */
export type TextsOfPage = {
  publicUrl: string
  labels: { why: string; price: string }
  wordings: Record<string, Wording>
  texts: Record<
    string,
    {
      to: string
      patientId: string | null
      language: string
      wordingId: string
      /** Null of a text that is no longer kept. */
      params: readonly string[] | null
      /** In words; empty where nothing needs saying. */
      why: string
      price: string
    }
  >
}

/** <TextCards> for a campaign: a card is written when it opens, as the hand-over wrote it. Written at once they are a tenth of the page. */
export function CampaignTextCards({ page, children }: { page: AsText<TextsOfPage>; children: ReactNode }) {
  return <CardsOf cardOf={(key) => cardIn(fromText(page), key)}>{children}</CardsOf>
}

function cardIn({ publicUrl, labels, wordings, texts }: TextsOfPage, key: string): CardText | undefined {
  const sent = texts[key]
  if (!sent) return undefined
  const wording = sent.params && wordings[sent.wordingId]
  const { text, subject } = wording ? deliveryTextOf(wording, publicUrl)(sent.params) : { text: '', subject: null }
  const price = { label: labels.price, value: sent.price }
  return {
    to: sent.to,
    language: sent.language,
    subject,
    text,
    values: sent.params ?? [],
    // What phones have no column for.
    facts: sent.why ? [{ label: labels.why, value: sent.why }, price] : [price],
    links: sent.patientId ? [{ href: `/patients/${sent.patientId}`, name: sent.to }] : [],
  }
}
