import type { NextRequest } from 'next/server'

import { uploadImport } from '#lib/imports/upload.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { admit } from '#lib/web/require-staff.ts'

export const dynamic = 'force-dynamic'

/**
 * Takes the bytes of one file as the body of the request, and answers with the import they became. Outside of proxy's matcher,
 * which truncates large bodies. The name comes in a header of our own, which no form of another site can send.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const ctx = await admit('import.run')
  if (ctx === 'signed_out') return Response.json({ code: ctx }, { status: 401 })
  if (ctx === 'forbidden') return Response.json({ code: ctx }, { status: 403 })

  const name = request.headers.get('x-file-name')
  if (!name || !request.body) return Response.json({ code: 'invalid' }, { status: 400 })
  const declaredBytes = Number(request.headers.get('content-length')) || undefined
  try {
    const pieces = request.body as unknown as AsyncIterable<Uint8Array>
    const upload = { fileName: fileNameOf(name), pieces, declaredBytes }
    return Response.json(await uploadImport(ctx, upload), { status: 201 })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const status = error.code === 'import_too_large' ? 413 : 422
    return Response.json({ code: error.code, params: error.params }, { status })
  }
}

/** A header carries ASCII alone, so the name comes percent-encoded. */
function fileNameOf(header: string): string {
  try {
    return decodeURIComponent(header)
  } catch {
    return header
  }
}
