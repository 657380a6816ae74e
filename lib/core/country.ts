import { cellKey, remembering } from '#lib/core/cell-words.ts'

// ISO 3166-1: alpha-3 and alpha-2 of each country, in one word.
const CODES =
  'ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE ' +
  'BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW ' +
  'CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY ' +
  'CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR ' +
  'FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU ' +
  'GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE ' +
  'JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT ' +
  'LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ ' +
  'MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ ' +
  'OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU ' +
  'RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK ' +
  'SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV ' +
  'TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ' +
  'ZMBZM ZWEZW'

const ALPHA_2_BY_ALPHA_3 = new Map(CODES.split(' ').map((pair) => [pair.slice(0, 3), pair.slice(3)]))

/** ISO 3166-1 alpha-2 codes of all countries. */
export const COUNTRY_CODES: readonly string[] = [...ALPHA_2_BY_ALPHA_3.values()].sort()

const KNOWN_CODES = new Set(COUNTRY_CODES)

export function isCountryCode(code: string): boolean {
  return KNOWN_CODES.has(code)
}

// What people type besides names and ISO codes: short forms, older names, codes known from sport.
const ALSO: Record<string, string[]> = {
  EE: ['Eesti Vabariik', 'Republic of Estonia', 'Эстонская Республика', 'Viro', 'Igaunija', 'Estija'],
  RU: ['Vene', 'Vene Föderatsioon', 'Russian Federation', 'Российская Федерация', 'РФ', 'Rossija', 'Rossiya', 'Venäjä'],
  LV: ['LAT', 'Latvijas Republika'],
  GB: [
    'UK',
    'Great Britain',
    'Britain',
    'England',
    'Scotland',
    'Wales',
    'Inglismaa',
    'Suurbritannia',
    'Šotimaa',
    'Англия',
  ],
  US: ['Ameerika', 'America', 'United States of America', 'США', 'Америка'],
  DE: ['GER', 'ФРГ'],
  NL: ['NED', 'Holland', 'Голландия'],
  BY: ['Белоруссия', 'Belorussia'],
  CZ: ['Czech Republic', 'Tšehhi Vabariik'],
  TR: ['Turkey'],
  KR: ['Korea', 'Южная Корея'],
  MD: ['Moldavia', 'Молдавия', 'Moldaavia'],
  MK: ['Macedonia', 'Makedoonia', 'Македония'],
  AE: ['UAE', 'ОАЭ', 'AÜE'],
  CH: ['SUI'],
  DK: ['DEN'],
  PT: ['POR'],
  GR: ['GRE'],
  BG: ['BUL'],
  HR: ['CRO'],
  SI: ['SLO'],
}

/**
 * The ISO 3166-1 alpha-2 code of a country as people type it: codes of two and three letters, names in Estonian, Russian, English
 * and the country's own language, in any case, with or without diacritics. A cell that also holds a town is fine; a cell that
 * names two countries, or none, is null.
 */
export const recogniseCountry: (cell: string | null | undefined) => string | null = remembering((cell) => {
  const whole = lookUp(cell)
  if (whole) return whole
  const named = new Set(
    cell
      .split(/[,;/()]/)
      .map(lookUp)
      .filter((country) => country !== null),
  )
  const [only = null] = named
  return named.size === 1 ? only : null
})

function lookUp(words: string): string | null {
  const key = cellKey(words)
  return names().get(key) ?? null
}

let knownNames: Map<string, string> | undefined

function names(): Map<string, string> {
  knownNames ??= new Map([
    ...COUNTRY_CODES.flatMap((code) => countryNames(code).map((name) => [cellKey(name), code] as const)),
    ...COUNTRY_CODES.map((code) => [code.toLowerCase(), code] as const),
    ...[...ALPHA_2_BY_ALPHA_3].map(([alpha3, code]) => [alpha3.toLowerCase(), code] as const),
    ...Object.entries(ALSO).flatMap(([code, words]) => words.map((word) => [cellKey(word), code] as const)),
  ])
  return knownNames
}

function countryNames(code: string): string[] {
  const own = new Intl.Locale(`und-${code}`).maximize().language
  return ['et', 'ru', 'en', own].flatMap((locale) => regionNames(locale).of(code) ?? [])
}

const byLocale = new Map<string, Intl.DisplayNames>()

function regionNames(locale: string): Intl.DisplayNames {
  const made = byLocale.get(locale) ?? new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
  byLocale.set(locale, made)
  return made
}
