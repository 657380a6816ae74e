import postgres from 'postgres'

// Straight through postgres.js: every start of the portal asks this, and loading drizzle for it would cost half a second.

/** The one chain that carries this name is the demo. */
export const DEMO_NAME = 'Sinilille Hambaravi'

export type DemoState = {
  /** Nobody's data are there yet, or a demo that was interrupted before its last step. */
  wanted: boolean
  /** Of everyone who may sign in. */
  emails: Set<string>
}

export async function readDemoState(url: string): Promise<DemoState> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await sql.begin(async (tx) => {
      await tx`select set_config('role', 'meelespea_auth', true)`
      const [chains] = await tx<{ wanted: boolean }[]>`
        select count(*) = 0 or coalesce(bool_or(activated_at is null and name = ${DEMO_NAME}), false) as wanted from chains`
      const staff = await tx<{ email: string }[]>`select email from staff where active`
      return { wanted: chains?.wanted ?? true, emails: new Set(staff.map(({ email }) => email)) }
    })
  } finally {
    await sql.end()
  }
}
