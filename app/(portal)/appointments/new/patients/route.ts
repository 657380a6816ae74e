import type { NextRequest } from 'next/server'

import { inChain } from '#lib/runtime/transaction.ts'
import { admit } from '#lib/web/require-staff.ts'
import { isTooOften } from '#lib/web/too-often.ts'
import { findPatients } from '../find-patients.ts'

// Somebody types, at most every 250 ms; a machine would ask more.
const SEARCHES_PER_MINUTE = 200

/** Whom the beginning of a name, a code or a number finds, while somebody types. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await admit('appointment.write')
  if (ctx === 'signed_out') return new Response(null, { status: 401 })
  if (ctx === 'forbidden') return new Response(null, { status: 403 })
  if (await isTooOften(`find:${ctx.staffId}`, { times: SEARCHES_PER_MINUTE, seconds: 60 }))
    return new Response(null, { status: 429 })
  const found = await inChain(ctx, (tx) => findPatients(tx, ctx, request.nextUrl.searchParams.get('q') ?? ''))
  return Response.json(found, { headers: { 'cache-control': 'private, no-store' } })
}
