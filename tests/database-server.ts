import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'

import { startEmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { postgresPlace } from '#bin/postgres-place.ts'
import { migrate } from '#db/migrate.ts'
import { readEnv } from '#lib/runtime/env.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
    templateDatabase: string
  }
}

/**
 * Before the database tests: one server for all of them (an embedded one in a temporary folder, or TEST_DATABASE_URL) with a
 * migrated template, of which each test file gets a copy.
 */
export default async function startDatabaseServer(project: TestProject) {
  const server = await testServer()
  const template = `meelespea_template_${process.pid}`
  await execute(server.url, (sql) => sql`create database ${sql(template)}`)
  await migrate(addressOf(server.url, template))
  project.provide('databaseServer', server.url)
  project.provide('templateDatabase', template)

  return async () => {
    await execute(server.url, (sql) => sql`drop database ${sql(template)} with (force)`)
    await server.stop()
  }
}

/** The address of another database on the same server. */
export function addressOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

export async function execute(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}

async function testServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = readEnv(process.env).TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }

  const folder = mkdtempSync(join(tmpdir(), 'meelespea-test-'))
  chmodSync(folder, 0o755) // for the user that runs the server when we are root
  const server = await startEmbeddedPostgres(postgresPlace(folder), { throwaway: true })
  return {
    url: server.url('postgres'),
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
