const ESTONIAN_DIGITS = 8
const FIRST_WEIGHTS = [1, 2, 3, 4, 5, 6, 7]
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9]
const ELSEWHERE = /^[A-Z0-9][A-Z0-9 ./-]{2,18}[A-Z0-9]$/i

export type RegistryCodeFault = 'registry_code_length' | 'registry_code_check_digit' | 'registry_code_format'

/**
 * What is wrong with a company's code in the commercial register of a location, or null.
 *
 * In Estonia: eight digits, the last of which is a check digit by modulus 11 with the weights 1…7 and, where that leaves 10, with
 * 3…9; if that leaves 10 as well, the digit is 0. Elsewhere registers differ, and only the shape is looked at: 4 to 20 letters, digits
 * and the signs that stand between them.
 *
 * Source: the register of the Estonian Centre of Registers and Information Systems (RIK); the same two rounds of weights as in
 * EVS 585:2007, annex A.
 */
export function registryCodeFault(code: string, location: string): RegistryCodeFault | null {
  if (location !== 'EE') return ELSEWHERE.test(code) ? null : 'registry_code_format'
  if (!/^\d+$/.test(code) || code.length !== ESTONIAN_DIGITS) return 'registry_code_length'
  const digits = Array.from(code, Number)
  return checkDigit(digits.slice(0, -1)) === digits.at(-1) ? null : 'registry_code_check_digit'
}

function checkDigit(digits: readonly number[]): number {
  const first = weighted(digits, FIRST_WEIGHTS)
  if (first < 10) return first
  return weighted(digits, SECOND_WEIGHTS) % 10
}

function weighted(digits: readonly number[], weights: readonly number[]): number {
  return digits.reduce((sum, digit, place) => sum + digit * (weights[place] ?? 0), 0) % 11
}
