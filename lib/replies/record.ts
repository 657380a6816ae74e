import type { Tx } from '#db/client.ts'
import type { Readership } from '#db/queries/replies-in.ts'
import { findReadership, insertReply, insertReplyPart } from '#db/queries/replies-in.ts'
import { meaningOfReply } from '#lib/core/opt-out-words.ts'
import { recordOptOut } from '#lib/opt-outs/record.ts'
import { recognisePhone } from '#lib/phones/recognise.ts'
import type { ProviderReply } from '#lib/providers/provider.ts'
import { aboutVisit } from '#lib/replies/about-visit.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { answerVisit } from '#lib/visits/answer.ts'

/** For numbers that a network names without their country. */
const HOME_COUNTRY = 'EE'
const MAX_BODY_CHARACTERS = 4_000
const MAX_NAME_CHARACTERS = 64
const MAX_ID_CHARACTERS = 200
const MAX_RAW_CHARACTERS = 4_000

/**
 * Takes a reply in, once: finds whose number it came from and which text it answers, understands it, and acts on it: a refusal closes
 * the number to every text of the chain at once, a yes or a no to a reminder sets its appointment's status. What is not sure waits to
 * be read. A part of a longer text waits for the others.
 *
 * When the transaction commits the provider may be told that we have it.
 */
export async function recordReply(tx: Tx, provider: string, reply: ProviderReply): Promise<void> {
  const { id, from, to, text, receivedAt, part } = reply
  const sender = numberOf(from)
  const recipient = clean(to, MAX_NAME_CHARACTERS)
  const providerId = clean(id, MAX_ID_CHARACTERS)
  const body = clean(text, MAX_BODY_CHARACTERS)
  if (part) return insertReplyPart(tx, { provider, providerId, sender, recipient, body, receivedAt, ...part })

  const readership = await findReadership(tx, sender)
  const meaning = meaningOfReply(body)
  const refuses = meaning === 'opt_out' && readership !== null
  const says = meaning === 'yes' || meaning === 'no'
  const about =
    says && readership ? await aboutVisit(tx, readership, { meaning, phone: sender, now: new Date() }) : null
  const answer = about && 'answer' in about ? about.answer : null
  const replyId = await insertReply(tx, {
    chainId: readership?.chainId ?? null,
    provider,
    providerId,
    sender,
    recipient,
    body,
    meaning,
    patientIds: readership?.patientIds ?? [],
    clinicIds: readership?.clinicIds ?? [],
    deliveryMonth: readership?.delivery?.month ?? null,
    deliveryId: readership?.delivery?.deliveryId ?? null,
    raw: clean(reply.raw, MAX_RAW_CHARACTERS),
    receivedAt,
    // Acted on: nobody has to. It stays to be seen.
    handledAt: refuses || answer ? receivedAt : null,
    unclear: about && 'unclear' in about ? about.unclear : null,
  })
  if (replyId && refuses) await refuse(tx, readership, sender, body)
  if (replyId && answer && readership) await answerVisit(tx, chainCtx(readership.chainId), { ...answer, replyId })
}

/**
 * Everything, not only offers: whoever is told to write STOPP to be left alone has not read on. The page of the patient shows it,
 * and staff can let texts about visits in again when asked to.
 */
async function refuse(tx: Tx, { chainId, delivery }: Readership, phone: string, wording: string): Promise<void> {
  const contact = { chainId, channel: 'sms', address: phone } as const
  const evidence = { source: 'reply', wording, language: delivery?.language || null } as const
  await recordOptOut(tx, chainCtx(chainId), contact, 'all', evidence)
}

/** Networks leave out the plus, or write 00 in its place. */
function numberOf(from: string): string {
  const digits = from.replace(/\D/g, '')
  const international = recognisePhone(`+${digits.replace(/^00/, '')}`, HOME_COUNTRY)
  return international.e164 ?? recognisePhone(from, HOME_COUNTRY).e164 ?? clean(from, MAX_NAME_CHARACTERS)
}

/** PostgreSQL keeps every character but NUL. */
function clean(text: string, max: number): string {
  return text.replaceAll('\u0000', '').slice(0, max)
}
