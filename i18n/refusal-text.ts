import type { TextFormats } from '#i18n/text-formats.ts'

type Params = Record<string, string | number>

/**
 * Parameters as a sentence shows them: micro-euros become money, a location its country's name and a language its own; other figures stay
 * for the plural rules.
 */
export function shownParams(
  params: Params | undefined,
  formats: Pick<TextFormats, 'money' | 'country' | 'language'>,
): Params {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, shown(name, value, formats)]))
}

function shown(
  name: string,
  value: string | number,
  formats: Pick<TextFormats, 'money' | 'country' | 'language'>,
): string | number {
  if (name.endsWith('Micro') && typeof value === 'number') return formats.money(value)
  if (name.endsWith('Location')) return formats.country(String(value))
  return name === 'language' ? formats.language(String(value)) : value
}
