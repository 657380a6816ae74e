// What %C can be; a text that was recoded is in Windows-1252, one in the GSM alphabet has become UTF-8.
const CHARSETS: Record<string, string> = {
  'utf-16be': 'utf-16be',
  'ucs-2': 'utf-16be',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'latin-1': 'windows-1252',
}

/** A field of a query whose escapes stand for octets in the message's own charset. Null when there is no such field. */
export function readEscaped(search: string, name: string, charset: string): string | null {
  const field = search.split('&').find((part) => part.startsWith(`${name}=`))
  if (field === undefined) return null
  return new TextDecoder(CHARSETS[charset.toLowerCase()] ?? 'utf-8').decode(octetsOf(field.slice(name.length + 1)))
}

function octetsOf(escaped: string): Buffer {
  const octets = Buffer.alloc(Buffer.byteLength(escaped))
  let length = 0
  for (let at = 0; at < escaped.length; ) {
    const hex = escaped[at] === '%' ? /^%([\da-f]{2})/i.exec(escaped.slice(at, at + 3))?.[1] : undefined
    if (hex !== undefined) {
      octets[length++] = Number.parseInt(hex, 16)
      at += 3
      continue
    }
    const character = String.fromCodePoint(escaped.codePointAt(at) ?? 0)
    length += octets.write(character === '+' ? ' ' : character, length)
    at += character.length
  }
  return octets.subarray(0, length)
}
