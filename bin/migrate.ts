import { findDatabaseUrl } from '#bin/instance.ts'
import { migrate } from '#db/migrate.ts'

const applied = await migrate(findDatabaseUrl())
console.log(applied.length === 0 ? 'The database is current.' : `Applied: ${applied.join(', ')}.`)
