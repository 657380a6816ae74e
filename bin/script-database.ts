import { claimDataFolder, knownDatabaseUrl } from '#bin/instance.ts'
import { runPortalDatabase } from '#bin/portal-database.ts'
import { postgresPlace } from '#bin/postgres-place.ts'
import { closeDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { env, setEnv } from '#lib/runtime/env.ts'

/**
 * Gives a script the database of the portal: DATABASE_URL, else that of the running `npm start`, else the embedded one,
 * started for this run alone.
 *
 * @returns what to call at the end, however it comes
 */
export async function openScriptDatabase(): Promise<() => Promise<void>> {
  const url = knownDatabaseUrl()
  if (url && (env().DATABASE_URL || (await claimDataFolder('')) !== undefined)) {
    setEnv({ DATABASE_URL: url })
    return closeDatabase
  }
  console.error('The portal is not running: its database is started for this script alone.')
  await claimDataFolder(`A script is working on this database (process ${process.pid}).`)
  const database = await runPortalDatabase(postgresPlace(env().DATA_FOLDER))
  setEnv({ DATABASE_URL: database.url })
  await migrate(database.url)
  return async () => {
    await closeDatabase()
    await database.stop()
  }
}
