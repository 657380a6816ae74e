export type AuditValue = string | number | boolean | null

/** One thing that an action changed: `before` is null where it was not there, `after` where it is gone. */
export type AuditChange = { field: string; before: AuditValue; after: AuditValue }

/** Every row has them, and none of them is what somebody changed; fingerprints and keys tell a reader nothing that the figures beside them don't. */
export const NOT_SHOWN: ReadonlySet<string> = new Set([
  ...['id', 'chainId', 'createdAt', 'updatedAt'],
  ...['hash', 'audienceHash', 'textsHash', 'pricesHash', 'factKey'],
])
const LONGEST_VALUE = 200

/**
 * What differs between the two sides of a line of the audit log, in the order in which the fields come. Nested fields are named by their
 * path ("settings.hour"), lists are one value. What stayed as it was is left out.
 */
export function auditChanges(before: unknown, after: unknown): AuditChange[] {
  const was = fieldsOf(before)
  const is = fieldsOf(after)
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after)
}

function fieldsOf(side: unknown, path = ''): Map<string, AuditValue> {
  if (!isRecord(side)) return new Map()
  const fields = Object.entries(side)
    .filter(([name]) => !NOT_SHOWN.has(name))
    .flatMap(([name, value]): [string, AuditValue][] =>
      isRecord(value) ? [...fieldsOf(value, `${path}${name}.`)] : [[path + name, shownValue(value)]],
    )
  return new Map(fields)
}

function shownValue(value: unknown): AuditValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value) && !value.some(isRecord)) return shortened(value.join(', '))
  return shortened(typeof value === 'string' ? value : JSON.stringify(value))
}

function shortened(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
