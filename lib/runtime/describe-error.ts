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
  const stack = framesOf(error)
  if (stack) description.stack = stack
  if (error.cause !== undefined && depth < MAX_DEPTH) description.cause = describeError(error.cause, depth + 1)
  return description
}

function safeMessage(error: Error): string {
  if ('query' in error && 'params' in error) return `Failed query: ${withoutPersons(String(error.query))}`
  if (error.name === 'PostgresError') return withoutPersons(error.message.replace(/"[^"]*"/g, '"…"'))
  return withoutPersons(error.message)
}

function withoutPersons(text: string): string {
  return text.replace(/[^\s<>"'(]+@[^\s<>"')]+/g, '…@…').replace(/\+\d[\d ()-]{5,}\d/g, '+…')
}

/** The call stack without its first lines, which repeat the message. */
function framesOf(error: Error): string {
  const lines = error.stack?.split('\n') ?? []
  return lines.filter((line) => line.startsWith('    at ')).join('\n')
}
