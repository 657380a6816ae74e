// Why a person of the audience gets no text. The order is the order of precedence: a person is counted once, under the first that
// holds. What the clinic may not do at all comes before what it could mend, and `same_number` is last, since it
// depends on who else is left.
export const LEFT_OUT_REASONS = [
  'outside_clinics',
  'deceased',
  'language_unknown',
  'language_blank',
  'no_number',
  'landline',
  'invalid_number',
  'no_address',
  'no_price',
  'opted_out',
  'no_consent',
  'messaged_recently',
  'same_number',
] as const
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]
