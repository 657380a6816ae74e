import { createHash } from 'node:crypto'

import { insertChunk, MAX_CHUNK_BYTES } from '#db/queries/import-chunks.ts'
import { deleteAbandonedUploads, deleteImport, insertImport, moveImport } from '#db/queries/imports.ts'
import { startEncodingDetection } from '#lib/core/import-encoding.ts'
import { MAX_IMPORT_BYTES, MAX_IMPORT_MEGABYTES } from '#lib/core/import-limits.ts'
import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'
import { uploadedFile } from '#lib/imports/file.ts'
import { findLayout } from '#lib/imports/layout.ts'
import { beginningOf } from '#lib/imports/look-at.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

const MAX_NAME_CHARACTERS = 255

export type Upload = { fileName: string; pieces: AsyncIterable<Uint8Array>; declaredBytes?: number | undefined }

/**
 * Takes a file in, piece by piece, into the database: web and worker may be different machines, and neither holds it whole.
 * Nothing is read of it yet but its layout. What arrives broken leaves nothing behind.
 *
 * @throws Refusal import_too_large, import_unreadable
 */
export async function uploadImport(ctx: Ctx, upload: Upload): Promise<{ importId: string; sha256: string }> {
  const tooLarge = () => new Refusal('import_too_large', { maxMegabytes: MAX_IMPORT_MEGABYTES })
  if ((upload.declaredBytes ?? 0) > MAX_IMPORT_BYTES) throw tooLarge()

  const { chainId } = ctx
  const fileName = normaliseMergedValue(upload.fileName).slice(-MAX_NAME_CHARACTERS) || 'import.csv'
  const { id: importId } = await inChain(ctx, async (tx) => {
    await deleteAbandonedUploads(tx, chainId)
    const uploading = { chainId, kind: 'patients', source: 'portal', status: 'uploading', fileName } as const
    return insertImport(tx, { ...uploading, staffId: ctx.staffId })
  })
  try {
    const detection = startEncodingDetection()
    const hash = createHash('sha256')
    let bytes = 0
    let position = 0
    for await (const chunk of inChunks(upload.pieces)) {
      bytes += chunk.byteLength
      if (bytes > MAX_IMPORT_BYTES) throw tooLarge()
      detection.add(chunk)
      hash.update(chunk)
      await inChain(ctx, (tx) => insertChunk(tx, chainId, importId, position, chunk))
      position += 1
    }
    const encoding = detection.encoding()
    const beginning = await beginningOf(uploadedFile(ctx, { id: importId, fileName }), encoding)
    const { missing: _missing, ...layout } = await findLayout(beginning)
    const sha256 = hash.digest('hex')
    const known = { ...layout, encoding, bytes, sha256 }
    if (!(await inChain(ctx, (tx) => moveImport(tx, chainId, importId, 'uploaded', known))))
      throw new Refusal('conflict')
    return { importId, sha256 }
  } catch (error) {
    await inChain(ctx, (tx) => deleteImport(tx, chainId, importId))
    throw error
  }
}

/** Pieces of any size as chunks of the size that a row takes. */
async function* inChunks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength; ) {
      const part = piece.subarray(at, at + MAX_CHUNK_BYTES - length)
      waiting.push(part)
      length += part.byteLength
      at += part.byteLength
      if (length < MAX_CHUNK_BYTES) continue
      yield Buffer.concat(waiting)
      waiting = []
      length = 0
    }
  }
  if (length > 0) yield Buffer.concat(waiting)
}
