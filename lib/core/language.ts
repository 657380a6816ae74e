import { cellKey, remembering } from '#lib/core/cell-words.ts'

/** Offered first when a chain adds a language; any other ISO 639 language may follow. */
export const COMMON_LANGUAGES = ['et', 'ru', 'en', 'fi', 'uk', 'lv', 'lt', 'sv', 'de', 'pl', 'fr', 'es', 'it'] as const

// ISO 639-1.
const TWO_LETTER_CODES = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et ' +
    'eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk ' +
    'kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny ' +
    'oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk ' +
    'tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
)

// ISO 639-2 codes that name no one language.
const NO_LANGUAGE_CODES = new Set(['und', 'mul', 'mis', 'zxx'])

/** Whether a code names a language of ISO 639 that a chain may write in: two letters where there are two, else three. */
export function isLanguageCode(code: string): boolean {
  if (TWO_LETTER_CODES.has(code)) return true
  if (!/^[a-z]{3}$/.test(code) || NO_LANGUAGE_CODES.has(code)) return false
  return Intl.getCanonicalLocales(code)[0] === code && languageNames('en').of(code) !== undefined
}

// What receptionists type besides names and codes. Country codes where they can only mean the language; VEN and LAT are
// Venda and Latin to ISO, but not in a Baltic clinic.
const ALSO: Record<string, string> = {
  et: 'ee est eest eestl эст эстон',
  ru: 'ven vene rus russ рус русс русск',
  en: 'ing ingl inglis gb gbr us usa анг англ',
  fi: 'soo suomi фин финн',
  lv: 'lat lva лат латв латыш',
  lt: 'lit ltu лит литов',
  uk: 'ua ukr укр украин',
  de: 'ger sak saks нем',
  sv: 'swe roots шв швед',
  da: 'dk dnk',
  pl: 'pol',
  cs: 'cz cze',
  ja: 'jp jpn',
  zh: 'cn chn',
  ka: 'geo',
  be: 'by blr',
}

// Codes that are one language to ISO and rather another to the person who typed them (Sami or Swedish, Venda or Russian).
const AMBIGUOUS = new Set(['se', 've', 'la', 'in'])

/**
 * The ISO 639 code of a language as people type it: codes of two and three letters, names in Estonian, Russian, English and the
 * language itself, with or without *keel*, *язык*, *language*, in any case. Of several the first counts. Null for anything that
 * is not surely a language: the patient then has none, which is a line of its own in every campaign.
 */
export const recogniseLanguage: (cell: string | null | undefined) => string | null = remembering((cell) => {
  const [first = ''] = cell.split(/[,;/+&|()]| ja | või | and | or | и | или /i)
  const tag = /^\s*([a-z]{2,3})[-_][a-z]{2}\s*$/i.exec(first)?.[1]
  const words = cellKey(tag ?? first)
    .split(' ')
    .map((word) => word.replace(/(keel(ne|es|t)?|оязычн\p{L}*)$/u, ''))
    .filter((word) => word !== '' && !NOISE.has(word))
  return lookUp(words.join(' '))
})

const NOISE = new Set(
  'k kl in language lang speaking speaker на по язык языке языка яз мова'.split(' ').map((word) => cellKey(word)),
)

function lookUp(key: string): string | null {
  if (AMBIGUOUS.has(key)) return null
  const named = names().get(key)
  if (named) return named
  if (TWO_LETTER_CODES.has(key)) return key
  if (!/^[a-z]{3}$/.test(key)) return null
  const [canonical = ''] = Intl.getCanonicalLocales(key)
  return TWO_LETTER_CODES.has(canonical) ? canonical : null
}

let knownNames: Map<string, string> | undefined

function names(): Map<string, string> {
  knownNames ??= new Map([
    ...[...TWO_LETTER_CODES].flatMap((code) =>
      ['et', 'ru', 'en', code].flatMap((locale) => formsOf(languageNames(locale).of(code), code)),
    ),
    // Words of our own come last: what a map is told last, it keeps.
    ...Object.entries(ALSO).flatMap(([code, words]) => words.split(' ').map((word) => [cellKey(word), code] as const)),
  ])
  return knownNames
}

/** A name, and its other forms where it is a Russian adjective: «на русском», «по-русски». */
function formsOf(name: string | undefined, code: string): [key: string, code: string][] {
  if (!name) return []
  const forms = name.endsWith('ский')
    ? ['ский', 'ски', 'ском', 'ская', 'ского'].map((end) => name.slice(0, -4) + end)
    : [name]
  return forms.map((form) => [cellKey(form), code])
}

function languageNames(locale: string): Intl.DisplayNames {
  return new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' })
}
