import { countAudience } from '#lib/campaigns/count-audience.ts'
import { CountAudienceInput } from '#lib/campaigns/inputs.ts'
import { readUpTo } from '#lib/web/read-up-to.ts'
import { admit } from '#lib/web/require-staff.ts'
import { isTooOften } from '#lib/web/too-often.ts'

// A filter that names every clinic and country there may be.
const MAX_QUESTION_BYTES = 256 * 1024
// One asks as fast as filters change, at most every 400 ms; a machine would ask more.
const QUESTIONS_PER_MINUTE = 200

/** How many an audience finds, asked while its filters change. Reads only; a page waits for the answer, not for a redirect. */
export async function POST(request: Request): Promise<Response> {
  const ctx = await admit('campaign.compose')
  if (ctx === 'signed_out') return new Response(null, { status: 401 })
  if (ctx === 'forbidden') return new Response(null, { status: 403 })
  if (await isTooOften(`count:${ctx.staffId}`, { times: QUESTIONS_PER_MINUTE, seconds: 60 }))
    return new Response(null, { status: 429 })

  const body = await readUpTo(request, MAX_QUESTION_BYTES)
  if (!body) return new Response(null, { status: 413 })
  const parsed = CountAudienceInput.safeParse(jsonOf(await body.text()))
  if (!parsed.success) return new Response(null, { status: 400 })
  return Response.json(await countAudience(ctx, parsed.data), { headers: { 'cache-control': 'private, no-store' } })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
