/** Public holidays as public_holidays() in the database names them; their words are in the messages. */
export const PUBLIC_HOLIDAYS = [
  'new_year',
  'independence_day',
  'good_friday',
  'easter',
  'spring_day',
  'pentecost',
  'victory_day',
  'midsummer',
  'restoration_of_independence',
  'christmas_eve',
  'christmas',
  'second_christmas',
] as const
