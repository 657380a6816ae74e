export const IMPORT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1257'] as const
export type ImportEncoding = (typeof IMPORT_ENCODINGS)[number]

const LOOKED_AT_FOR_NULLS = 4096
const LEAST_SHARE_OF_NULLS = 0.2
// A file of a million names with a few broken bytes is still UTF-8; in Windows-1257 hardly any pair of bytes happens to be.
const WHOLE_PER_BROKEN = 10

/**
 * Tells how a file was written, from all of its bytes given piece by piece: a mark at its beginning, the null bytes of
 * UTF-16, sequences that only UTF-8 makes; what is none of these is Windows-1257, the Baltic code page.
 */
export function startEncodingDetection(): { add(bytes: Uint8Array): void; encoding(): ImportEncoding } {
  const start = new Uint8Array(LOOKED_AT_FOR_NULLS)
  let length = 0
  let whole = 0
  let broken = 0
  let awaited = 0

  function add(bytes: Uint8Array): void {
    if (length < start.length) {
      const piece = bytes.subarray(0, start.length - length)
      start.set(piece, length)
      length += piece.length
    }
    // By index: `for of` over a hundred megabytes takes ten times as long.
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = bytes[index] as number
      if (byte < 0x80 && awaited === 0) continue
      if (awaited > 0) {
        if ((byte & 0xc0) === 0x80) {
          awaited -= 1
          if (awaited === 0) whole += 1
          continue
        }
        broken += 1
        awaited = 0
      }
      if (byte >= 0x80) {
        awaited = continuationsAfter(byte)
        if (awaited === 0) broken += 1
      }
    }
  }

  function encoding(): ImportEncoding {
    const first = start.subarray(0, length)
    const marked = markedEncoding(first) ?? encodingOfNulls(first)
    if (marked) return marked
    return whole >= broken * WHOLE_PER_BROKEN ? 'utf-8' : 'windows-1257'
  }

  return { add, encoding }
}

function continuationsAfter(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 1
  if (byte >= 0xe0 && byte <= 0xef) return 2
  if (byte >= 0xf0 && byte <= 0xf4) return 3
  return 0
}

function markedEncoding(start: Uint8Array): ImportEncoding | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return null
}

/** Delimiters, digits and line ends have a null byte each in UTF-16, whatever the language of the names. */
function encodingOfNulls(start: Uint8Array): ImportEncoding | null {
  const nulls = [0, 0]
  start.forEach((byte, index) => {
    if (byte === 0) nulls[index % 2] = (nulls[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = nulls
  const least = (start.length / 2) * LEAST_SHARE_OF_NULLS
  if (odd >= least && odd > even * 2 && odd > 0) return 'utf-16le'
  if (even >= least && even > odd * 2 && even > 0) return 'utf-16be'
  return null
}
