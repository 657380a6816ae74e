import { createHash } from 'node:crypto'

import type { ImportKind } from '#lib/core/import-columns.ts'
import type { ImportEncoding } from '#lib/core/import-encoding.ts'
import { startEncodingDetection } from '#lib/core/import-encoding.ts'
import { decode } from '#lib/imports/decode.ts'
import type { ImportFile } from '#lib/imports/file.ts'
import type { Layout } from '#lib/imports/layout.ts'
import { findLayout } from '#lib/imports/layout.ts'

const BEGINNING_BYTES = 65_536

export type LookedAt = Layout & { encoding: ImportEncoding; bytes: number; sha256: string }

/** Reads a file through once: how it was written, which bytes it is, how it is laid out. */
export async function lookAt(file: ImportFile, kind?: ImportKind): Promise<LookedAt> {
  const detection = startEncodingDetection()
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of file.pieces()) {
    detection.add(piece)
    hash.update(piece)
    bytes += piece.byteLength
  }
  const encoding = detection.encoding()
  const layout = await findLayout(await beginningOf(file, encoding), kind)
  return { ...layout, encoding, bytes, sha256: hash.digest('hex') }
}

/** Text of the first pieces of a file. */
export async function beginningOf(file: ImportFile, encoding: ImportEncoding): Promise<string> {
  async function* first() {
    let left = BEGINNING_BYTES
    for await (const piece of file.pieces()) {
      yield piece.subarray(0, left)
      left -= piece.byteLength
      if (left <= 0) return
    }
  }
  let text = ''
  for await (const piece of decode(first(), encoding)) text += piece
  return text
}
