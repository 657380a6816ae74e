import { createReadStream } from 'node:fs'
import { basename } from 'node:path'

import { findChunk } from '#db/queries/import-chunks.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** The bytes of a file, which may be read from the beginning any number of times. */
export type ImportFile = { name: string; pieces(): AsyncIterable<Uint8Array> }

const PIECE_BYTES = 65_536

export function fileOnDisk(path: string): ImportFile {
  const pieces = () => createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Uint8Array>
  return { name: basename(path), pieces }
}

export function fileOfText(name: string, text: string): ImportFile {
  const bytes = new TextEncoder().encode(text)
  return {
    name,
    async *pieces() {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
    },
  }
}

/** A file that was uploaded: each piece is read in a transaction of its own, so that none stays open meanwhile. */
export function uploadedFile(ctx: Ctx, { id: importId, fileName: name }: { id: string; fileName: string }): ImportFile {
  return {
    name,
    async *pieces() {
      for (let position = 0; ; position += 1) {
        const bytes = await inChain(ctx, (tx) => findChunk(tx, ctx.chainId, importId, position))
        if (!bytes) return
        yield bytes
      }
    },
  }
}
