/** Who must not be found where nobody is to be named. */
export type Canary = { firstName: string; lastName: string; phone: string | null; email: string | null }

/** What decision 0010 lets stand in an address: what somebody typed into a search. */
const SEARCH_PARAMS = ['q', 'search']

/**
 * Finds people in a text by number, address, or first and last name side by side in either order, whatever stands around them: a log, a
 * page, an address. Gives each finding with some of the text around it.
 */
export function findCanaries(text: string, canaries: readonly Canary[]): string[] {
  const phones = new Set(canaries.flatMap(({ phone }) => (phone ? [phone.replace(/\D/g, '')] : [])))
  const emails = new Set(canaries.flatMap(({ email }) => (email ? [email.toLowerCase()] : [])))
  const names = new Set(
    canaries
      .map(({ firstName, lastName }) => [firstName, lastName].map((name) => name.toLowerCase()))
      .filter(([first, last]) => first && last)
      .flatMap(([first, last]) => [`${first} ${last}`, `${last} ${first}`]),
  )
  return [
    ...matches(text, /\+?\d[\d ()-]{6,18}\d/g, (found) => phones.has(found.replace(/\D/g, ''))),
    ...matches(text, /[\w.+-]+@[\w-]+\.[\w.-]*\w/g, (found) => emails.has(found.toLowerCase())),
    ...pairs(text, names),
  ]
}

/** An address without what was typed into a search, and with its letters readable. */
export function readableAddress(address: string): string {
  const url = new URL(address, 'http://localhost')
  for (const name of SEARCH_PARAMS) url.searchParams.delete(name)
  try {
    return decodeURIComponent(`${url.pathname}${url.search}`).replaceAll('+', ' +')
  } catch {
    return `${url.pathname}${url.search}`
  }
}

function matches(text: string, pattern: RegExp, isCanary: (found: string) => boolean): string[] {
  return [...text.matchAll(pattern)].filter(([found]) => isCanary(found)).map(({ index }) => around(text, index))
}

function pairs(text: string, names: ReadonlySet<string>): string[] {
  const words = [...text.matchAll(/[\p{L}'’-]+/gu)]
  return words.flatMap((word, index) => {
    const next = words[index + 1]
    return next && names.has(`${word[0]} ${next[0]}`.toLowerCase()) ? [around(text, word.index)] : []
  })
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 60), index + 60)
}
