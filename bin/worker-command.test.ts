import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { WORKER } from '#bin/worker-command.ts'

test('a worker is run alike by npm start and by npm run worker', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { worker: string } }
  expect(scripts.worker.split(' ')).toEqual(expect.arrayContaining(WORKER))
})
