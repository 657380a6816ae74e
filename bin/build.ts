import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const STAMP = '.next/built-from'
const SOURCES = ['app', 'components', 'db', 'i18n', 'lib', 'messages', 'public']
const SOURCE_FILES = [
  'package-lock.json',
  'next.config.ts',
  'tsconfig.json',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
]

if (import.meta.main) await buildIfNeeded()

/** Builds the portal unless the last build was made from exactly these sources. @throws when the build fails */
export async function buildIfNeeded(signal?: AbortSignal): Promise<void> {
  const hash = await hashOfSources()
  if (existsSync('.next/BUILD_ID') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return

  console.log('Building the portal …')
  const build = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: 'inherit',
    signal,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
  const [code] = await once(build, 'exit')
  if (code !== 0) throw new Error('The portal could not be built: the lines above say why.')
  writeFileSync(STAMP, hash)
}

async function hashOfSources(): Promise<string> {
  const folders = SOURCES.filter((folder) => existsSync(folder))
  const entries = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })))
  const inFolders = entries.flat().flatMap((entry) => (entry.isFile() ? join(entry.parentPath, entry.name) : []))
  const files = [...inFolders, ...SOURCE_FILES.filter((file) => existsSync(file))]
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .toSorted()

  const hash = createHash('sha256')
  const contents = await Promise.all(files.map((file) => readFile(file)))
  for (const [index, file] of files.entries()) hash.update(`${file}\0`).update(contents[index] ?? '')
  return hash.digest('hex')
}
