import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { MUTANTS } from '#scripts/faults/mutants.ts'

// A guard that was rewritten would not be taken out any more, and nobody would notice.
test.each(MUTANTS)('“$guard” stands in $file, once', ({ file, from, test: noticedBy }) => {
  expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2)
  expect(readFileSync(noticedBy, 'utf8')).toMatch(/\btest/)
})
