import type { TextFormats } from '#i18n/text-formats.ts'

type Params = Record<string, string | number>

/** Parameters as a sentence shows them: what is counted in micro-euros becomes money; other figures stay for the plural rules. */
export function shownParams(params: Params | undefined, formats: Pick<TextFormats, 'money'>): Params {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      name.endsWith('Micro') && typeof value === 'number' ? formats.money(value) : value,
    ]),
  )
}
