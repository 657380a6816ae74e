import { remembering } from '#lib/core/cell-words.ts'

/** `  TARTU  Kliinik` names the clinic *Tartu kliinik*: case and spaces do not tell clinics apart. */
export const clinicKey: (name: string) => string = remembering((name) =>
  name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase(),
)
