import type * as z from 'zod'

import type { CountedPeople } from '#db/queries/audience-count.ts'
import { countPeople } from '#db/queries/audience-count.ts'
import { reasonNumber, reasonOf } from '#db/queries/eligibility.ts'
import { audienceTerms } from '#lib/campaigns/campaign-terms.ts'
import { reasonCounts } from '#lib/campaigns/figures.ts'
import type { CountAudienceInput } from '#lib/campaigns/inputs.ts'
import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * How many people an audience finds and how many of them could be reached, by language, before there are texts. Counted by the
 * same rules as the preview, as if every language of the chain had a text.
 */
export async function countAudience(ctx: Ctx, input: z.output<typeof CountAudienceInput>): Promise<AudienceCount> {
  return inChain(ctx, async (tx) => {
    const { base } = await audienceTerms(tx, ctx, {
      ...input,
      kind: input.audience.patientIds === null ? 'bulk' : 'private',
      senderClinicIds: ctx.clinicIds === 'all' ? null : ctx.clinicIds,
      campaignId: null,
    })
    return audienceCount(await countPeople(tx, base), base.languages)
  })
}

function audienceCount(counted: readonly CountedPeople[], languages: readonly string[]): AudienceCount {
  const sameNumber = reasonNumber('same_number')
  const reached = counted.filter(({ reason }) => reason === 0)
  const twice = counted.filter(({ reason }) => reason === sameNumber)
  const found = counted.filter(({ reason }) => reason !== sameNumber)
  return {
    people: total(found),
    languages: [...languages.map((_, index) => index + 1), 0].flatMap((number) => {
      const of = ({ languageN }: CountedPeople) => languageN === number
      const people = total(found.filter(of))
      if (people === 0) return []
      return [
        {
          language: languages[number - 1] ?? null,
          people,
          reachable: total(reached.filter(of)) - total(twice.filter(of)),
        },
      ]
    }),
    leftOut: reasonCounts(
      counted.flatMap(({ reason, people }) => {
        const name = reasonOf(reason)
        return name ? [{ reason: name, people }] : []
      }),
    ),
  }
}

function total(counted: readonly CountedPeople[]): number {
  return counted.reduce((sum, { people }) => sum + people, 0)
}
