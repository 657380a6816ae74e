import iconv from 'iconv-lite'

import type { ImportEncoding } from '#lib/core/import-encoding.ts'

/**
 * Bytes as text, piece by piece; a character that lies across two pieces comes whole with the second. The mark is dropped, and so
 * is U+0000: a refused row is kept as it came, and PostgreSQL does not keep that.
 */
export async function* decode(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: ImportEncoding,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding)
  for await (const piece of pieces) {
    const text = withoutNul(decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)))
    if (text) yield text
  }
  const rest = withoutNul(decoder.end())
  if (rest) yield rest
}

function withoutNul(text: string | undefined): string {
  return text?.replaceAll('\0', '') ?? ''
}
