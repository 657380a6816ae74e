import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Beside the data folder of the browser tests' portal, which is gone when it ends.

/** What web and worker have logged. */
export const logFile = () => join(tmpdir(), `meelespea-e2e-${process.env.E2E_PORT}.log`)

/** The addresses of all requests that they have served. */
export const requestsFile = () => join(tmpdir(), `meelespea-e2e-${process.env.E2E_PORT}.requests`)
