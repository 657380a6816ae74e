import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

// postgres.js 3.4.9 does not bear a connection that breaks in the middle of a transaction: it writes to a socket that is gone,
// which ends the process or leaves a connection that never sends again (porsager/postgres issues 1066, 1154, 1208), and a
// transaction that goes on regardless would speak on the connection once it is another's. A few lines mend it until a release
// does; db/broken-connection.db.test.ts fails without them. Runs after every install, on whatever Node npm runs on.

const ROOT = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const FOLDERS = ['node_modules/postgres/src', 'node_modules/postgres/cjs/src']

const CHANGES = [
  {
    file: 'connection.js',
    why: 'a statement for a connection that is closed is refused, so that the transaction fails and not the process',
    from: "    if (stream)\n      return queryError(q, Errors.generic('COPY_IN_PROGRESS'",
    to: "    if (socket === null)\n      return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true\n\n    if (stream)\n      return queryError(q, Errors.generic('COPY_IN_PROGRESS'",
  },
  {
    file: 'connection.js',
    why: 'a write that was put off to the end of the moment finds the socket gone',
    from: '  function nextWrite(fn) {\n    const x = socket.write(chunk, fn)',
    to: '  function nextWrite(fn) {\n    if (socket === null) return (chunk = nextWriteTimer = null, false)\n    const x = socket.write(chunk, fn)',
  },
  {
    file: 'connection.js',
    why: 'what was not sent is not kept for the next connection, whose own writes would wait for it',
    from: '    clearImmediate(nextWriteTimer)\n    socket.removeListener',
    to: '    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
  },
  {
    file: 'connection.js',
    why: 'what the broken connection was saying is not taken for the first answer of the next one',
    from: '    closedTime = performance.now()\n    hadError && options',
    to: '    query = results = errorResponse = null\n    result = new Result()\n    closedTime = performance.now()\n    hadError && options',
  },
  {
    file: 'connection.js',
    why: 'a statement given between the error of a socket and its end is failed too, not left waiting',
    from: '    !hadError && (query || sent.length) && error(',
    to: '    ;(query || sent.length) && error(',
  },
  {
    file: 'connection.js',
    why: 'a connection that breaks while it learns the array types tells nobody: it is made again by itself',
    from: 'return fetchArrayTypes()\n',
    to: 'return fetchArrayTypes().catch(() => {})\n',
  },
  {
    file: 'index.js',
    why: 'a transaction remembers that its connection is gone, and lets nothing wait for it',
    from: 'new Promise((_, reject) => connection.onclose = reject)\n',
    to: 'new Promise((_, reject) => connection.onclose = e => {\n          lost = e\n          while (queries.length) queries.shift().reject(e)\n          reject(e)\n        })\n',
  },
  {
    file: 'index.js',
    why: 'the same',
    from: '      , prepare = null\n\n    try {\n      await sql.unsafe(',
    to: '      , prepare = null\n      , lost = null\n\n    try {\n      await sql.unsafe(',
  },
  {
    file: 'index.js',
    why: 'so that its next statement does not reach the connection when it already serves somebody else',
    from: '        c.queue === full\n          ? queries.push(q)',
    to: '        if (lost) return q.reject(lost)\n        c.queue === full\n          ? queries.push(q)',
  },
]

for (const folder of FOLDERS) {
  for (const { file, why, from, to } of CHANGES) {
    const path = join(ROOT, folder, file)
    const text = readFileSync(path, 'utf8')
    if (text.includes(to)) continue
    if (!text.includes(from)) throw new Error(`${path} is not the version that bin/patch-postgres.mjs mends (${why}).`)
    writeFileSync(path, text.replace(from, to))
  }
}
