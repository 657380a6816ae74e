/**
 * An input with U+0000 taken out of every text in it: the one character that PostgreSQL does not keep. Nobody types it, and a
 * paste that holds it is no reason to lose the rest.
 */
export function withoutNul(input: unknown): unknown {
  if (typeof input === 'string') return input.replaceAll('\0', '')
  if (Array.isArray(input)) return input.map(withoutNul)
  if (input === null || typeof input !== 'object') return input
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, withoutNul(value)]))
}
