/** What stood before or after, for a cell of a file. */
export function jsonText(value: unknown): string {
  return value === null ? '' : JSON.stringify(value)
}
