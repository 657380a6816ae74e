import type { TextFormats } from '#i18n/text-formats.ts'

type Params = Record<string, string | number>

/** Parameters as a sentence shows them: micro-euros become money and a location its country's name; other figures stay for the plural rules. */
export function shownParams(params: Params | undefined, formats: Pick<TextFormats, 'money' | 'country'>): Params {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, shown(name, value, formats)]))
}

function shown(name: string, value: string | number, formats: Pick<TextFormats, 'money' | 'country'>): string | number {
  if (name.endsWith('Micro') && typeof value === 'number') return formats.money(value)
  return name.endsWith('Location') ? formats.country(String(value)) : value
}
