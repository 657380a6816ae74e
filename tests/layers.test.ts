import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// The ruleset is only worth something if it fails: one breach of each rule, planted in a small tree of its own. That our own tree
// keeps to it is a stage of `npm test` by itself.
const BREACHES = [
  ['core-is-pure', 'lib/core/price.ts', '#lib/billing/hold.ts'],
  ['only-db-speaks-sql', 'lib/billing/hold.ts', 'drizzle-orm'],
  ['db-knows-only-core', 'db/queries/prices.ts', '#lib/billing/hold.ts'],
  ['lib-does-not-look-up', 'lib/campaigns/send.ts', '#worker/main.ts'],
  ['only-web-knows-next', 'lib/patients/find.ts', 'next'],
  ['entries-stay-apart', 'worker/main.ts', '#app/page.tsx'],
  ['app-does-not-import-worker', 'app/page.tsx', '#worker/main.ts'],
  ['components-are-dumb', 'components/price.tsx', '#db/queries/prices.ts'],
  ['audit-imports-no-domain', 'lib/audit/record.ts', '#lib/billing/hold.ts'],
  ['billing-and-opt-outs-know-only-audit', 'lib/opt-outs/record.ts', '#lib/campaigns/send.ts'],
  ['deliveries-do-not-know-campaigns', 'lib/deliveries/claim.ts', '#lib/campaigns/send.ts'],
  ['patients-do-not-know-campaigns', 'lib/patients/update.ts', '#lib/campaigns/send.ts'],
  ['campaigns-do-not-know-imports', 'lib/campaigns/create.ts', '#lib/imports/run.ts'],
  ['no-circular', 'lib/imports/run.ts', '#lib/campaigns/create.ts'],
] as const

test('a breach of any rule fails', () => {
  const tree = mkdtempSync(join(tmpdir(), 'meelespea-layers-'))
  try {
    plant(tree)
    const broken = new Set(violationsIn(tree, ['.']).map(({ rule }) => rule))
    expect(Array.from(broken).toSorted()).toEqual(BREACHES.map(([rule]) => rule).toSorted())
  } finally {
    rmSync(tree, { recursive: true })
  }
}, 60_000)

function plant(tree: string): void {
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), text)
  }
  write('package.json', JSON.stringify({ type: 'module', imports: { '#*': './*' } }))
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler' } }))
  for (const library of ['next', 'drizzle-orm']) {
    write(`node_modules/${library}/package.json`, JSON.stringify({ name: library, main: 'index.js' }))
    write(`node_modules/${library}/index.js`, '')
  }
  for (const [, file, target] of BREACHES) write(file, `import '${target}'\n`)
}

function violationsIn(tree: string, folders: string[]): { rule: string; from: string; to: string }[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...['--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json'],
      ...folders,
    ],
    { cwd: tree, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 },
  )
  if (!stdout) throw new Error(stderr)
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] }
  }
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}
