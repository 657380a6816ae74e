import { expect, test } from 'vitest'

import { registryCodeFault } from '#lib/core/registry-code.ts'

test.each([
  ['a company of Estonia; the second weights decide', '10421629', 'EE', null],
  ['the first weights decide', '12345678', 'EE', null],
  ['both rounds leave 10, so that it ends in 0', '10000640', 'EE', null],
  ['another last digit', '10421620', 'EE', 'registry_code_check_digit'],
  ['two digits changed places', '10426129', 'EE', 'registry_code_check_digit'],
  ['seven digits', '1042162', 'EE', 'registry_code_length'],
  ['nine', '104216290', 'EE', 'registry_code_length'],
  ['a letter', '1042162X', 'EE', 'registry_code_length'],
  ['digits of another script', '١٠٤٢١٦٢٩', 'EE', 'registry_code_length'],
  ['nothing', '', 'EE', 'registry_code_length'],
  ['a Finnish one has its own shape', '0112038-9', 'FI', null],
  ['a Latvian one too', '40003032949', 'LV', null],
  ['a British one begins with letters', 'SC123456', 'GB', null],
  ['three characters are none', '123', 'LV', 'registry_code_format'],
  ['nor is a line break', '1234\n5678', 'LV', 'registry_code_format'],
])('registryCodeFault: %s', (_why, code, location, fault) => {
  expect(registryCodeFault(code, location)).toBe(fault)
})

test('of ten last digits one is right', () => {
  for (const body of ['1042162', '1200000', '9999999', '1631478']) {
    const right = Array.from('0123456789').filter((digit) => registryCodeFault(body + digit, 'EE') === null)
    expect(right).toHaveLength(1)
  }
})
