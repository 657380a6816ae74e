import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

if (import.meta.main) sayWhyNot()

/** The path of a Chromium: CHROMIUM_PATH, one of the system, or the one that Playwright brought. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  return [given, ...USUAL_PLACES, chromium.executablePath()].find((path) => path && existsSync(path))
}

/** Installs Debian's chromium when we are root. @throws with the one command to run when there is no Chromium afterwards */
export function requireChromium(): string {
  const found = findChromium()
  if (found) return found
  const apt = existsSync('/usr/bin/apt-get')
  if (apt && process.getuid?.() === 0) {
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    spawnSync('apt-get', ['update', '-q'], options)
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options)
  }
  const installed = findChromium()
  if (installed) return installed
  const command = apt ? 'sudo apt-get install -y chromium' : 'npx playwright install chromium'
  throw new Error(`The browser tests need a Chromium: ${command}`)
}

function sayWhyNot(): void {
  try {
    requireChromium()
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
