// Words by which whoever reads a text learns that somebody owes money: beginnings in Estonian and Russian, which inflect, whole words in
// English. *Arve* and *счёт* alone are none: an invoice that was sent says nothing of a debt.
const BEGINNINGS =
  'võlg|võla|võlad|maksmata|tasumata|maksevii|meeldetuletus arve|inkasso|долг|задолж|неоплач|не оплач|просроч|к оплате|взыскан|коллектор|' +
  'unpaid|overdue|outstanding|arrears|debt|owes?(?!\\p{L})|owing|past due|collection agency'

const DEBT = new RegExp(`(?<!\\p{L})(?:${BEGINNINGS})`, 'iu')

/** Whether a text names a debt. For a warning: what is meant is for its author to say. */
export function namesDebt(text: string): boolean {
  return DEBT.test(text.normalize('NFC'))
}
