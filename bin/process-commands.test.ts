import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { WEB, WORKER } from '#bin/process-commands.ts'

test.each([
  ['worker', WORKER],
  ['web', WEB],
] as const)('the %s is run alike by npm start and by a script of its own', (name, command) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  expect(scripts[name]?.split(' ')).toEqual(expect.arrayContaining([...command]))
})
