import { expect, test } from 'vitest'

import { csvCell } from '#lib/core/csv-cell.ts'

test.each([
  ['an ordinary name', 'Mari Tamm', 'text', 'Mari Tamm'],
  ['nothing', null, 'text', ''],
  ['a formula', '=HYPERLINK("http://x.ee")', 'text', '\'=HYPERLINK("http://x.ee")'],
  ['a plus', '+1+1', 'text', "'+1+1"],
  ['a minus', '-1', 'text', "'-1"],
  ['an at sign', '@SUM(A1)', 'text', "'@SUM(A1)"],
  ['a tab, which a spreadsheet drops to see the formula', '\t=1', 'text', "'\t=1"],
  ['a carriage return', '\r=1', 'text', "'\r=1"],
  ['a sign in the middle does nothing', 'a=b', 'text', 'a=b'],
  ['a phone number keeps its plus', '+37253098418', 'phone', '+37253098418'],
  ['and its spaces', '+372 5309 8418', 'phone', '+372 5309 8418'],
  ['a formula among the phone numbers', '+1+cmd|calc', 'phone', "'+1+cmd|calc"],
] as const)('csvCell: %s', (_why, value, kind, cell) => {
  expect(csvCell(value, kind)).toBe(cell)
})
