import { startEmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { postgresPlace } from '#bin/postgres-place.ts'

const server = await startEmbeddedPostgres(postgresPlace('/tmp/bench-keep'))
console.log(server.url('seeded'))
process.on('SIGTERM', async () => {
  await server.stop()
  process.exit(0)
})
setInterval(() => {}, 1e6)
