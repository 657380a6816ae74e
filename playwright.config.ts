import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'

import { findChromium } from '#tests/chromium.ts'

// The tests find the database of their portal through DATA_FOLDER, as any script does (#bin/instance.ts).
process.env.E2E_PORT ??= '3210'
process.env.DATA_FOLDER = join(tmpdir(), `meelespea-e2e-${process.env.E2E_PORT}`)

const baseURL = `http://localhost:${process.env.E2E_PORT}`
const executablePath = findChromium()

export default defineConfig({
  testDir: 'e2e',
  globalTeardown: './e2e/canary.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['./tests/reporter-playwright.ts']],
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    baseURL,
    locale: 'et-EE',
    timezoneId: 'Europe/Tallinn',
    // What moves is drawn anew all the time, on the cores that the tests need.
    contextOptions: { reducedMotion: 'reduce' },
    // E2E_TRACE=1 keeps what a failing test saw, step by step; written down always, it would cost all of them time.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Root has no sandbox, containers little shared memory; and a test browser asks nobody for updates.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: 'node bin/e2e-server.ts',
    url: `${baseURL}/api/health`,
    env: { E2E_PORT: process.env.E2E_PORT, PORT: process.env.E2E_PORT, DATA_FOLDER: process.env.DATA_FOLDER },
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 60_000 },
    stdout: 'pipe',
  },
})
