export type ErrorDescription = {
  type: string
  message: string
  code?: string
  constraint?: string
  table?: string
  stack?: string
  cause?: ErrorDescription
}

const MAX_DEPTH = 4

const KEPT_OF_POSTGRES = [
  'name',
  'code',
  'severity',
  'routine',
  'schema_name',
  'table_name',
  'column_name',
  'constraint_name',
]

/**
 * What may be said of an error in a log: where it happened and what kind it is, never whom it was about.
 *
 * Drizzle writes the parameters of a query into its message, and PostgreSQL quotes the values it refuses in `message` and
 * `detail`; both are left out here, as are e-mail addresses and phone numbers in any other message.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something other than an error was thrown' }

  const description: ErrorDescription = { type: error.constructor.name, message: safeMessage(error) }
  const { code, constraint_name: constraint, table_name: table } = error as Error & Record<string, unknown>
  if (typeof code === 'string') description.code = code
  if (typeof constraint === 'string') description.constraint = constraint
  if (typeof table === 'string') description.table = table
  const frames = framesOf(error)
  if (frames) description.stack = frames
  if (error.cause !== undefined && depth < MAX_DEPTH) description.cause = describeError(error.cause, depth + 1)
  return description
}

/**
 * Takes the values of a failed query out of its error, for those who print errors without asking us, as Next does. Code and
 * constraint stay, for verbs that turn them into a refusal.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (isPostgresError(error)) {
    // A new one: postgres.js keeps the parameters in properties that cannot be removed.
    const kept = KEPT_OF_POSTGRES.map((field) => [field, Reflect.get(error, field)])
    return Object.assign(new Error(safeMessage(error)), Object.fromEntries(kept), { stack: safeStack(error) })
  }
  if (isQueryError(error)) {
    const stack = safeStack(error)
    Reflect.deleteProperty(error, 'params')
    Object.assign(error, { message: safeMessage(error), stack, cause: withoutValues(error.cause) })
  }
  return error
}

function safeMessage(error: Error): string {
  if (isQueryError(error)) return `Failed query: ${withoutPersons(withoutLiterals(error.query))}`
  if (isPostgresError(error)) return withoutPersons(error.message.replace(/"[^"]*"/g, '"…"'))
  return withoutPersons(error.message)
}

/** Drizzle's; recognised by its shape, because only `db` knows drizzle. */
function isQueryError(error: Error): error is Error & { query: string } {
  return error.message.startsWith('Failed query: ') && 'query' in error && typeof error.query === 'string'
}

function isPostgresError(error: Error): boolean {
  return error.name === 'PostgresError'
}

/** What stands in a statement between quotes; values belong into parameters, and this is for the one that did not get there. */
function withoutLiterals(query: string): string {
  return query.replace(/'(?:[^']|'')*'/g, "'…'")
}

function withoutPersons(text: string): string {
  return text.replace(/[^\s<>"'(]+@[^\s<>"')]+/g, '…@…').replace(/\+\d[\d ()-]{5,}\d/g, '+…')
}

function safeStack(error: Error): string {
  return `${error.name}: ${safeMessage(error)}\n${framesOf(error)}`
}

/** The call stack without its first lines, which repeat the message. */
function framesOf(error: Error): string {
  const lines = error.stack?.split('\n') ?? []
  return lines.filter((line) => line.startsWith('    at ')).join('\n')
}
