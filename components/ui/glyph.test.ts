import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { GLYPHS_FILE, glyphsCss } from '#scripts/glyphs.ts'

test('the style sheet has the drawings as Lucide has them: if not, run node scripts/glyphs.ts', async () => {
  expect(readFileSync(GLYPHS_FILE, 'utf8')).toBe(await glyphsCss())
})
