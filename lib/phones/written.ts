import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** A number as it is read and dialled, +372 5309 8418: in the groups of its country, which no line tears apart. What is no number stays. */
export function phoneAsWritten(phone: string): string {
  const written = parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
  return written.replaceAll(' ', '\u00a0')
}
