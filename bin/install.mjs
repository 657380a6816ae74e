// Runs on whatever Node the machine has (20 or newer); everything else runs on the Node 24 that is installed with the packages.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OLDEST_NODE = 20
const NODE_WE_NEED = 24

/** Installs the pinned packages unless exactly they are there. Ends the process with a sentence when it cannot. */
export async function installPackages() {
  process.chdir(ROOT)
  if (nodeMajor(process.versions.node) < OLDEST_NODE) {
    fail(`Node ${OLDEST_NODE} or newer is needed, and this is ${process.versions.node}.`)
  }
  if (!packagesFit()) install()
  await import('./patch-postgres.mjs') // npm does it too, unless it is told to run no scripts
}

/**
 * Runs a script on Node 24 and ends as it ends. Ctrl-C and SIGTERM are handed on; if this process or the npm above it is
 * killed, the script is told by its closing channel.
 */
export function runScript(script, args = process.argv.slice(2)) {
  const child = spawn(nodeBinary(), ['--import', './bin/load-env.mjs', script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      NODE_COMPILE_CACHE: join(ROOT, '.cache', 'node'), // code is not parsed anew at each start
      ...process.env,
      PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
  if (process.env.npm_lifecycle_event) endWithParent(child)
}

function install() {
  console.log('Installing packages …')
  // Not `npm ci`: it refuses a lockfile that lacks optional packages of other systems, and some registries do not have all
  // of those. With --no-save the lockfile decides just the same and stays as it is.
  const args = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const windows = process.platform === 'win32'
  const { status } = spawnSync(windows ? 'npm.cmd' : 'npm', args, { stdio: 'inherit', shell: windows })
  if (status !== 0) fail('The packages could not be installed: the lines above say why.')
}

/** npm hands SIGTERM on, but a SIGKILL of it, or of the shell between, would go unnoticed. */
function endWithParent(child) {
  const above = processesAbove()
  setInterval(() => processesAbove() !== above && child.kill('SIGTERM'), 1000).unref()
}

/** Our parent and, where that is the shell in which npm runs a script, npm itself. */
function processesAbove() {
  try {
    const between = readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').split('\0')[1] === '-c'
    const npm = between ? readFileSync(`/proc/${process.ppid}/status`, 'utf8').match(/^PPid:\s*(\d+)/m)?.[1] : ''
    return `${process.ppid} ${npm}`
  } catch {
    return `${process.ppid}` // not on Linux
  }
}

/** npm keeps beside the packages a list of what it installed; optional ones of other systems are not in it. */
function packagesFit() {
  try {
    const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
    const present = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')).packages
    const differs = ([path, { version, optional }]) =>
      path !== '' && (present[path] ? present[path].version !== version : !optional)
    return !Object.entries(wanted).some(differs) && nodeBinary({ orNothing: true }) !== undefined
  } catch {
    return false
  }
}

function nodeBinary({ orNothing = false } = {}) {
  const packaged = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(packaged)) return packaged
  if (nodeMajor(process.versions.node) >= NODE_WE_NEED) return process.execPath
  if (orNothing) return undefined
  return fail(`There is no packaged Node for ${process.platform} ${process.arch}: install Node ${NODE_WE_NEED}.`)
}

function nodeMajor(version) {
  return Number(version.split('.')[0])
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
