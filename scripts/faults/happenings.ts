import type { Happened } from '#scripts/faults/judge.ts'
import type { Promised, Taking } from '#scripts/faults/oracle/takings.ts'
import { readTakings } from '#scripts/faults/oracle/takings.ts'

const PROMISES = [
  '-',
  'expired',
  'undelivered',
  'expired,then-delivered',
  'undelivered,then-delivered',
  'delivered',
] as const satisfies readonly Promised[]
const MOST = 255

/** All that the oracle took, by campaign and person, in a few bytes a text; and how often it did what. */
export type Happenings = {
  of(campaign: string, person: number): Happened | null
  /** By front; of a text in parts each part counts. */
  reactions: Record<string, Record<string, number>>
  receipts: { sent: number; early: number; twice: number; reordered: number; forged: number }
}

type Part = { taken: Uint8Array; promised: Uint8Array }
/** A text is taken whole by one provider, and part by part by another. */
type OfCampaign = { whole: Part; parts: Part[] }

export async function readHappenings(logFile: string, people: number): Promise<Happenings> {
  const campaigns = new Map<string, OfCampaign>()
  const reactions: Happenings['reactions'] = {}
  const receipts = { sent: 0, early: 0, twice: 0, reordered: 0, forged: 0 }

  for await (const taking of readTakings(logFile)) {
    const { front, campaign, person, verdict } = taking
    if (person > people) throw new Error(`somebody got a text who does not exist: ${JSON.stringify(taking)}`)
    const [reaction = '', posts = '', forged = ''] = taking.fate.split(';')
    const ofFront = reactions[front] ?? {}
    reactions[front] = ofFront
    ofFront[reaction] = (ofFront[reaction] ?? 0) + 1
    if (forged) receipts.forged += 1
    if (verdict !== 'took') continue
    countReceipts(posts, receipts)
    const known = campaigns.get(campaign) ?? { whole: emptyPart(people), parts: [] }
    campaigns.set(campaign, known)
    const part = partOf(known, taking, people)
    part.taken[person] = Math.min(MOST, (part.taken[person] ?? 0) + 1)
    part.promised[person] = PROMISES.indexOf(taking.promised)
  }
  return { of: (campaign, person) => happenedOf(campaigns.get(campaign), person), reactions, receipts }
}

function partOf(known: OfCampaign, { part, parts }: Taking, people: number): Part {
  if (parts === 1) return known.whole
  while (known.parts.length < parts) known.parts.push(emptyPart(people))
  return known.parts[part - 1] as Part
}

/** Whole and in parts: then each part has been taken so much the more often. */
function happenedOf(known: OfCampaign | undefined, person: number): Happened | null {
  if (!known) return null
  const times = ({ taken }: Part) => taken[person] ?? 0
  const promise = (part: Part) => (times(part) > 0 ? (PROMISES[part.promised[person] ?? 0] ?? null) : null)
  const { whole, parts } = known
  const wholes = times(whole)
  if (!parts.some((part) => times(part) > 0)) return { taken: [wholes], promised: [promise(whole)] }
  return {
    taken: parts.map((part) => times(part) + wholes),
    promised: parts.map((part) => promise(part) ?? promise(whole)),
  }
}

function countReceipts(posts: string, counts: Happenings['receipts']): void {
  if (posts === '') return
  const sent = posts.split(',').map((post) => post.split(':') as [string, string])
  const words = sent.map(([word]) => word)
  counts.sent += sent.length
  if (sent.some(([, afterMs]) => Number(afterMs) < 0)) counts.early += 1
  if (new Set(words).size < words.length) counts.twice += 1
  if (words.indexOf('ACCEPTD') > 0) counts.reordered += 1
}

function emptyPart(people: number): Part {
  return { taken: new Uint8Array(people + 1), promised: new Uint8Array(people + 1) }
}
