import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

// Chromium without its windows: the same pages for two fifths less processor time, and the browser tests are what takes longest.
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell'
const USUAL_PLACES = [HEADLESS_SHELL, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Debian's, the better first: releases before 12 have the second only. */
const PACKAGES = ['chromium-headless-shell', 'chromium']

if (import.meta.main) sayWhyNot()

/** The path of a Chromium: CHROMIUM_PATH, one of the system, or the one that Playwright brought. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  return [given, ...USUAL_PLACES, chromium.executablePath()].find((path) => path && existsSync(path))
}

/** Installs Debian's chromium when we are root. @throws with the one command to run when there is no Chromium afterwards */
export function requireChromium(): string {
  const apt = existsSync('/usr/bin/apt-get')
  if (apt && process.getuid?.() === 0 && !process.env.CHROMIUM_PATH && !existsSync(HEADLESS_SHELL)) install()
  const found = findChromium()
  if (found) return found
  const command = apt ? `sudo apt-get install -y ${PACKAGES[0]}` : 'npx playwright install chromium'
  throw new Error(`The browser tests need a Chromium: ${command}`)
}

function install(): void {
  aptGet('update')
  PACKAGES.find((name) => aptGet('install', '-y', '--no-install-recommends', name))
}

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', ['-q', ...args], { stdio: 'inherit', env }).status === 0
}

function sayWhyNot(): void {
  try {
    requireChromium()
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
