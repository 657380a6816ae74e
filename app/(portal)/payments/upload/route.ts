import type { NextRequest } from 'next/server'

import { MAX_STATEMENT_BYTES } from '#lib/payments/camt053.ts'
import { importStatement } from '#lib/payments/import-statement.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { requireOperator } from '#lib/web/require-operator.ts'

export const dynamic = 'force-dynamic'

const FORM_BYTES = 4_096

/**
 * Takes a statement from a plain form, which works without scripts, and leads back to the page with what became of it. Outside of
 * proxy's matcher, which truncates large bodies. A form of another site is refused: it has another origin.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const ctx = await requireOperator('operator.read')
  if (URL.parse(request.headers.get('origin') ?? '')?.host !== request.headers.get('host'))
    return backWith({ refused: 'forbidden' })
  const declaredBytes = Number(request.headers.get('content-length'))
  if (!(declaredBytes > 0 && declaredBytes < MAX_STATEMENT_BYTES + FORM_BYTES))
    return backWith({ refused: 'statement_too_large' })
  const form = await request.formData().catch(() => null)
  const file = form?.get('statement')
  if (!(file instanceof File) || file.size === 0) return backWith({ refused: 'statement_not_camt053' })
  try {
    const pieces = file.stream() as unknown as AsyncIterable<Uint8Array>
    const figures = await importStatement(ctx, { fileName: file.name, pieces })
    return backWith({ done: 'imported', ...figures })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return backWith({ refused: error.code, ...error.params })
  }
}

// Relative: behind a proxy the portal does not know its own address for sure.
function backWith(query: Record<string, string | number>): Response {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  return new Response(null, { status: 303, headers: { location: `/payments?${search}` } })
}
