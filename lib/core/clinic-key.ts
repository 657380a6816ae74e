/** `  TARTU  Kliinik` names the clinic *Tartu kliinik*: case and spaces do not tell clinics apart. */
export function clinicKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase()
}
