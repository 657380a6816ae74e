import type { Tx } from '#db/client.ts'
import type { TemplateText } from '#db/queries/automatic-texts.ts'
import { freezeTemplateWordings, listTemplateTexts } from '#db/queries/automatic-texts.ts'
import type { Tariff } from '#db/queries/billing.ts'
import { tariffsInForce } from '#db/queries/billing.ts'
import type { Chain } from '#db/queries/chains.ts'
import { findChain } from '#db/queries/chains.ts'
import type { Recipient, RecipientTerms } from '#lib/core/automatic-recipient.ts'
import type { DeliveryText, Wording } from '#lib/core/delivery-text.ts'
import { deliveryTextOf, visitPlaceholdersOf } from '#lib/core/delivery-text.ts'
import type { PlaceholderValues } from '#lib/core/placeholders.ts'
import { costMicro } from '#lib/core/pricing.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'
import { bodyWithEndings } from '#lib/core/template-text.ts'
import { normaliseText } from '#lib/core/text-normalisation.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'

/** What texts that send themselves are made from at this moment. */
export type AutomaticTerms = {
  chain: Chain
  pricesOf(channel: 'sms' | 'email'): RecipientTerms['prices']
  /** Languages that a template has a text in, over any channel. */
  languagesOf(templateId: string | null): string[]
  wordingOf(templateId: string | null, language: string, channel: 'sms' | 'email'): FrozenWording
}

export type FrozenWording = {
  id: string
  /** What a text of it takes and costs, with these values and, where it carries a refusal, this code. */
  fill(values: PlaceholderValues, code: string | null, recipient: Pick<Recipient, 'priceMicro'>): Filled
}

export type Filled = { params: string[]; text: DeliveryText; segments: number; priceMicro: number }

/** Reads templates as they are now, and freezes their texts unless they are only looked at; the prices are those in force. */
export async function automaticTerms(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'now'>,
  purpose: TextPurpose,
  templateIds: readonly (string | null)[],
  { freeze = true }: { freeze?: boolean } = {},
): Promise<AutomaticTerms> {
  const { chainId, now } = ctx
  const chain = await findChain(tx, chainId)
  if (!chain) throw new Error(`chain ${chainId} does not exist`)
  const tariffs = await tariffsInForce(tx, chain.location, now)
  const ids = [...new Set(templateIds)].filter((id) => id !== null)
  const texts = (await listTemplateTexts(tx, chainId, ids)).filter(({ body }) => normaliseText(body) !== '')
  const wanted = texts.flatMap((text) => CHANNELS.map((channel) => frozen(text, channel, purpose)))
  const ready = freeze ? await freezeTemplateWordings(tx, chainId, wanted) : []
  const key = (templateId: string | null, language: string, channel: string) => `${templateId} ${language} ${channel}`
  const idOf = new Map(ready.map(({ id, templateId, language, channel }) => [key(templateId, language, channel), id]))
  const wordings = new Map(
    wanted.map(({ templateId, version: _version, ...wording }) => {
      const name = key(templateId, wording.language, wording.channel)
      return [name, filler(idOf.get(name) ?? '', wording)]
    }),
  )
  return {
    chain,
    pricesOf: (channel) => pricesOf(channel, tariffs),
    languagesOf: (templateId) => texts.filter((text) => text.templateId === templateId).map(({ language }) => language),
    wordingOf(templateId, language, channel) {
      const wording = wordings.get(key(templateId, language, channel))
      if (!wording) throw new Error(`template ${templateId} has no text in ${language}`)
      return wording
    },
  }
}

const CHANNELS = ['sms', 'email'] as const

function frozen(
  { templateId, version, language, subject, body, endings }: TemplateText,
  channel: 'sms' | 'email',
  purpose: TextPurpose,
) {
  return {
    ...{ templateId, version, language, channel, purpose },
    subject: channel === 'email' ? subject : '',
    body: bodyWithEndings(body, endings),
  }
}

function filler(id: string, wording: Wording): FrozenWording {
  const placeholders = visitPlaceholdersOf(wording)
  const render = deliveryTextOf(wording, env().PUBLIC_URL)
  return {
    id,
    fill(values, code, { priceMicro }) {
      const params = [...placeholders.map((name) => values[name] ?? ''), ...(code === null ? [] : [code])]
      const text = render(params)
      if (wording.channel === 'email') return { params, text, segments: 0, priceMicro }
      const { segments } = countSmsSegments(text.text)
      return { params, text, segments, priceMicro: costMicro(segments, priceMicro) }
    },
  }
}

// An e-mail is free unless the tariff says otherwise.
function pricesOf(channel: 'sms' | 'email', tariffs: readonly Tariff[]): RecipientTerms['prices'] {
  const prices = tariffs.filter((tariff) => tariff.channel === channel)
  if (channel === 'sms' || prices.some(({ country }) => country === '*')) return prices
  return [{ country: '*', priceMicro: 0 }]
}
