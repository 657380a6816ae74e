import { createReadStream } from 'node:fs'

import { findChunk } from '#db/queries/import-chunks.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** The bytes of a file, which may be read from the beginning any number of times. */
export type ImportFile = { pieces(): AsyncIterable<Uint8Array> }

const PIECE_BYTES = 65_536

export function fileOnDisk(path: string): ImportFile {
  return { pieces: () => createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Uint8Array> }
}

/** A file that was uploaded: each piece is read in a transaction of its own, so that none stays open meanwhile. */
export function uploadedFile(ctx: Ctx, importId: string): ImportFile {
  return {
    async *pieces() {
      for (let position = 0; ; position += 1) {
        const bytes = await inChain(ctx, (tx) => findChunk(tx, ctx.chainId, importId, position))
        if (!bytes) return
        yield bytes
      }
    },
  }
}
