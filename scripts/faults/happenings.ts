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

/** All that the oracle took, by campaign and person, in a byte or two a text. */
export type Happenings = { of(campaign: string, person: number): Happened | null }

type Part = { taken: Uint8Array; promised: Uint8Array }

export async function readHappenings(logFile: string, people: number): Promise<Happenings> {
  const campaigns = new Map<string, Part[]>()
  const partOf = ({ campaign, part, parts }: Taking): Part | undefined => {
    const known = campaigns.get(campaign) ?? Array.from({ length: parts }, () => emptyPart(people))
    campaigns.set(campaign, known)
    return known[part - 1]
  }
  for await (const taking of readTakings(logFile)) {
    if (taking.verdict !== 'took') continue
    const part = partOf(taking)
    if (!part || taking.person > people) throw new Error(`the oracle took what nobody sent: ${JSON.stringify(taking)}`)
    part.taken[taking.person] = Math.min(MOST, (part.taken[taking.person] ?? 0) + 1)
    part.promised[taking.person] = PROMISES.indexOf(taking.promised)
  }
  return {
    of(campaign, person) {
      const parts = campaigns.get(campaign)
      if (!parts) return null
      return {
        taken: parts.map(({ taken }) => taken[person] ?? 0),
        promised: parts.map(({ taken, promised }) =>
          taken[person] ? (PROMISES[promised[person] ?? 0] ?? null) : null,
        ),
      }
    },
  }
}

function emptyPart(people: number): Part {
  return { taken: new Uint8Array(people + 1), promised: new Uint8Array(people + 1) }
}
