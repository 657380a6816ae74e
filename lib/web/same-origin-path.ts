const MAX_PATH_LENGTH = 2000

/**
 * A path of this portal out of an untrusted `next` parameter, or the fallback.
 *
 * Only what a browser resolves to the same origin passes: `//host`, `/\host` and control characters, which browsers drop, do not.
 */
export function sameOriginPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || value.length > MAX_PATH_LENGTH || !/^\/(?![/\\])/.test(value)) return fallback
  // biome-ignore lint/suspicious/noControlCharactersInRegex: tabs and line breaks vanish when a browser parses an address
  if (/[\u0000-\u001f\u007f\\]/.test(value)) return fallback
  const url = URL.parse(value, 'https://portal.invalid')
  // Dots are resolved by now: `/..//host` has become `//host`.
  if (url?.origin !== 'https://portal.invalid' || url.pathname.startsWith('//')) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}
