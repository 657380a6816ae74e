import { countAudience } from '#lib/campaigns/count-audience.ts'
import { CountAudienceInput } from '#lib/campaigns/inputs.ts'
import { admit } from '#lib/web/require-staff.ts'

/** How many an audience finds, asked while its filters change. Reads only; a page waits for the answer, not for a redirect. */
export async function POST(request: Request): Promise<Response> {
  const ctx = await admit('campaign.compose')
  if (ctx === 'signed_out') return new Response(null, { status: 401 })
  if (ctx === 'forbidden') return new Response(null, { status: 403 })

  const parsed = CountAudienceInput.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return new Response(null, { status: 400 })
  return Response.json(await countAudience(ctx, parsed.data), { headers: { 'cache-control': 'private, no-store' } })
}
