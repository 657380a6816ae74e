import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import type { Mutant } from '#scripts/faults/mutants.ts'
import { MUTANTS } from '#scripts/faults/mutants.ts'

// Takes each guard out in a copy of the tree and runs the tests that are to notice. Part of a guard's words as an argument runs
// those alone, `10-18` the tenth to the eighteenth. Ends with 1 if a guard is missed by nobody.

const NOT_COPIED = ['node_modules', '.git', '.next', '.data', 'e2e']
const [wanted = ''] = process.argv.slice(2)
const tree = mkdtempSync(join(tmpdir(), 'meelespea-mutants-'))
process.once('exit', () => rmSync(tree, { recursive: true, force: true }))
cpSync('.', tree, { recursive: true, filter: (path) => !NOT_COPIED.includes(path.split('/')[0] ?? '') })
symlinkSync(resolve('node_modules'), join(tree, 'node_modules'))

let missed = 0
for (const mutant of chosen(wanted)) {
  const noticed = isNoticed(mutant)
  if (!noticed) missed += 1
  console.log(`${noticed ? '✓' : '✗'} ${mutant.guard} — ${mutant.test}`)
}
process.exit(missed === 0 ? 0 : 1)

function chosen(words: string): readonly Mutant[] {
  const range = /^(\d+)-(\d+)$/.exec(words)
  if (range) return MUTANTS.slice(Number(range[1]) - 1, Number(range[2]))
  return MUTANTS.filter(({ guard }) => guard.includes(words))
}

function isNoticed({ file, from, to, test }: Mutant): boolean {
  const path = join(tree, file)
  const text = readFileSync(path, 'utf8')
  if (text.split(from).length !== 2) throw new Error(`${file} does not have, or has twice: ${from}`)
  writeFileSync(
    path,
    text.replace(from, () => to),
  )
  const run = spawnSync(resolve('node_modules/.bin/vitest'), ['run', '--project', 'db', '--bail', '1', test], {
    cwd: tree,
    encoding: 'utf8',
  })
  writeFileSync(path, text)
  // A copy that does not even load would fail for nothing.
  const ran = /Tests .*\d+ (passed|failed)/.test(run.stdout)
  return run.status !== 0 && ran
}
