import { defineConfig } from 'vitest/config'

import { SlowFirst } from './tests/slow-first.ts'

const NOT_OURS = ['node_modules/**', '.next/**', '.data/**', 'e2e/**']

export default defineConfig({
  test: {
    reporters: ['default', './tests/reporter-vitest.ts'],
    // Whatever .env says: tests are quiet, and nothing leaves the machine.
    env: {
      ...{ LOG_LEVEL: 'silent', SMS_TRANSPORT: 'sandbox', EMAIL_TRANSPORT: 'sandbox', LETTERS_SMTP: '' },
      PROVIDER_NETWORKS: '127.0.0.0/8',
    },
    // A busy machine makes a test slow, not wrong; these end one that hangs.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    // By default one core is left to a person at the keyboard; here nobody waits for anything but the tests.
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: true,
        // Rules keep nothing between files; modules of its own for each file take longer than most tests.
        test: {
          name: 'unit',
          isolate: false,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...NOT_OURS, '**/*.db.test.ts', '**/*.sweep.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          // Each file has a database of its own and leaves the settings as they were (tests/database.ts).
          isolate: false,
          include: ['**/*.db.test.ts'],
          exclude: NOT_OURS,
          globalSetup: 'tests/database-server.ts',
        },
      },
      {
        extends: true,
        // Against the built portal.
        test: {
          name: 'sweep',
          include: ['**/*.sweep.test.ts'],
          exclude: NOT_OURS,
          globalSetup: 'tests/database-server.ts',
        },
      },
    ],
  },
})
