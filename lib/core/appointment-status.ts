import { cellKey, remembering } from '#lib/core/cell-words.ts'

export const APPOINTMENT_STATUSES = [
  'scheduled',
  'confirmed',
  'out_of_reach',
  'arrived',
  'completed',
  'no_show',
  'cancelled',
] as const
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number]

/** A visit is an appointment that took place. */
export const VISIT_STATUSES = ['arrived', 'completed'] as const satisfies AppointmentStatus[]

/** Statuses of an appointment that still stands; with a time ahead it is a future appointment. */
export const BOOKED_STATUSES = ['scheduled', 'confirmed', 'out_of_reach'] as const satisfies AppointmentStatus[]

export function isVisit(status: AppointmentStatus): boolean {
  return (VISIT_STATUSES as readonly AppointmentStatus[]).includes(status)
}

export function isBooked(status: AppointmentStatus): boolean {
  return (BOOKED_STATUSES as readonly AppointmentStatus[]).includes(status)
}

// Beginnings of what practice software and people write, tried from the top: *ei kinnitanud* before *kinnita*. A beginning
// that ends in a dot is the whole cell.
const BEGINNINGS: readonly [AppointmentStatus, string][] = [
  [
    'no_show',
    'ei ilmunud|ei tulnud|ei ilmu|mitteilmu|ilmumata|puudus|jattis tulemata|не явил|не пришел|не пришл|неявка|не был.|' +
      'no show|noshow|did not attend|dna.|missed|not attended|absent',
  ],
  [
    'out_of_reach',
    'ei vasta|ei saa katte|ei saanud katte|ei saada katte|katte saamata|kattesaamat|ei vota vastu|ei votnud vastu|telefon valjas|' +
      'не отвеча|не ответил|не дозвон|недозвон|нет ответа|не удалось связ|недоступ|вне зоны|' +
      'no answer|not answer|unreachable|out of reach|not reached|could not reach|cannot reach',
  ],
  [
    'scheduled',
    'kinnitamata|ei kinnitanud|ei ole kinnitat|pole kinnitat|ootab kinnit|не подтвержд|неподтвержд|ожидает подтв|unconfirmed|' +
      'not confirmed|to be confirmed|broneeri|planeeri|registreerit|reserveerit|ajastat|kavandat|kokku lepit|ootel|tulekul|uus.|' +
      'заброниров|запланиров|записан|запись|назначен|бронь|новый.|новая.|' +
      'scheduled|booked|planned|reserved|pending|proposed|new.|upcoming',
  ],
  ['cancelled', 'tuhista|tuhistus|tuhistat|ara oel|utles ara|annullee|loobus|jai ara|отмен|аннулир|отказ|cancel|annul'],
  [
    'completed',
    'lopetat|loppen|tehtud|toimun|teostat|kaidud|kais.|valmis.|заверш|законч|выполн|состоял|прошел|прошл|сделан|проведен|complet|done|finished|fulfilled|attended|closed',
  ],
  [
    'arrived',
    'kohal|saabu|ilmus.|ilmunud.|tuli.|vastuvotul|ravil.|toolis.|пришел|пришл|прибыл|на приеме|в кабинете|явился|явилась|arrived|checked in|check in|in chair|in progress|present.|waiting room',
  ],
  ['confirmed', 'kinnita|подтвер|confirm'],
]

const STATUSES = BEGINNINGS.flatMap(([status, beginnings]) =>
  beginnings
    .split('|')
    .map((beginning) => ({ status, beginning: cellKey(beginning), isWhole: beginning.endsWith('.') })),
)
const OWN = new Map<string, AppointmentStatus>(APPOINTMENT_STATUSES.map((status) => [cellKey(status), status]))

/**
 * The status in a cell of an import, in Estonian, Russian or English, by how the words begin; null for words that are not known,
 * and then the row is refused rather than guessed at.
 */
export const recogniseAppointmentStatus: (cell: string | null | undefined) => AppointmentStatus | null = remembering(
  (cell) => {
    const key = cellKey(cell)
    const own = OWN.get(key)
    if (own) return own
    const found = STATUSES.find(({ beginning, isWhole }) => (isWhole ? key === beginning : key.startsWith(beginning)))
    return found?.status ?? null
  },
)
