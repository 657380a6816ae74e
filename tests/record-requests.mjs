import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'

// Loaded into every process of the browser tests' portal: writes down the address of each request it serves, for e2e/canary.ts.
const file = process.env.REQUESTS_FILE
if (file) {
  subscribe('http.server.request.start', ({ request }) => {
    const { referer } = request.headers
    appendFileSync(file, `${request.url}\n${referer ? `${referer}\n` : ''}`)
  })
}
