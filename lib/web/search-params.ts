import * as z from 'zod'

export type SearchParams = Record<string, string | string[] | undefined>

/** One value of the URL, or nothing: an address somebody mistyped shows the whole list rather than an error. */
export function oneOf<T extends string>(params: SearchParams, name: string, allowed: readonly T[]): T | undefined {
  const value = text(params, name)
  return allowed.find((known) => known === value)
}

/** A text of the URL, trimmed and bounded; undefined when empty. PostgreSQL refuses the one character that is dropped. */
export function text(params: SearchParams, name: string, maxLength = 100): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, maxLength) || undefined : undefined
}

export function uuid(params: SearchParams, name: string): string | undefined {
  return z.uuid().safeParse(params[name]).data
}

/** The address of the same list with some of its parameters changed; undefined takes one away. */
export function hrefWith(path: string, params: SearchParams, change: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...params, ...change })) {
    if (typeof value === 'string' && value !== '') query.set(name, value)
  }
  return query.size > 0 ? `${path}?${query}` : path
}
