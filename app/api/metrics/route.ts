import { timingSafeEqual } from 'node:crypto'

import { writeMetrics } from '#lib/metrics/write.ts'
import { env } from '#lib/runtime/env.ts'

export const dynamic = 'force-dynamic'

/** Figures of the service for a Prometheus that has METRICS_TOKEN; where none is set, there is nothing here. */
export async function GET(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN
  if (!token) return new Response(null, { status: 404 })
  if (!isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`)) {
    return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
  }
  const { contentType, text } = await writeMetrics()
  return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } })
}

function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(wanted)
  return a.length === b.length && timingSafeEqual(a, b)
}
