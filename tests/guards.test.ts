import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

// Whoever opens an address or posts to an action is a stranger until the guard has spoken. These are all the ways in.

const OPEN_TO_ALL: Record<string, string> = {
  'app/(auth)/sign-in/page.tsx': 'where the guard sends the signed-out',
  'app/(auth)/sign-in/actions.ts': 'signing in and out; limited by account and by address',
  'app/(auth)/sign-in/code/page.tsx': 'the second step of signing in; its pass is in a cookie',
  'app/(auth)/reset/page.tsx': 'for who forgot the password; answers alike whoever asks',
  'app/(auth)/reset/actions.ts': 'limited by address; acts only on the token of a letter',
  'app/(auth)/reset/[token]/page.tsx': 'the link of a letter is the key; opening it changes nothing',
  'app/(auth)/invite/actions.ts': 'limited by address; acts only on the token of a letter',
  'app/(auth)/invite/[token]/page.tsx': 'the link of a letter is the key; opening it changes nothing',
  'app/_locale/actions.ts': 'language and theme of the asker’s own screen',
  'app/(portal)/_shell/actions.ts': 'a cookie that says which of one’s own clinics lists show at first',
  'app/api/stripe/route.ts': 'the card service signs what it tells; anything else is refused unread',
  'app/api/metrics/route.ts': 'figures of the service for whoever has METRICS_TOKEN; names nobody',
  'app/api/health/route.ts': 'counts nothing, names nobody; for the machine that watches',
  'app/dev/components/page.tsx': 'shows components with made-up words; does not exist in production',
}

// The makers of actions: for whom a chain employs, for whom runs the service, and for anybody about their own sign-in.
const WRAPPERS = ['#lib/web/staff-action.ts', '#lib/web/operator-action.ts', '#lib/web/person-action.ts']

// Patients have no sign-in: the code in the link is the key, and it is looked up as meelespea_auth.
const PATIENTS_PAGES = 'app/(patient)/'

const paths = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((path) => `app/${path}`)
  .filter((path) => /\.tsx?$/.test(path))
const files = paths.toSorted().map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const guarded = (path: string) => !(path in OPEN_TO_ALL) && !path.startsWith(PATIENTS_PAGES)

const pages = files.filter(({ path }) => /\/(page\.tsx|route\.ts)$/.test(path) && guarded(path))
const actions = files.filter(({ text }) => /^['"]use server['"]/m.test(text))

describe('every page and route asks who is there', () => {
  test.each(pages)('$path', ({ path, text }) => {
    const entries = exportedFunctions(parse(path, text)).filter(({ name }) => isEntry(name))
    expect(entries.length).toBeGreaterThan(0)
    expect(entries.filter(({ node }) => !awaitsGuardFirst(node)).map(({ name }) => name)).toEqual([])
  })
})

// Scripts draw what notFound() and forbidden() say of any other page; app/_pages/portal-page.tsx tells more.
test.each(pages.filter(({ path }) => /^app\/\(portal\)\/.*page\.tsx$/.test(path)))(
  '$path says by itself that it is not there, or not for this role',
  ({ path, text }) => {
    const wrapped = parse(path, text).statements.find(ts.isExportAssignment)?.expression
    expect(wrapped?.getText()).toMatch(/^portalPage\(/)
  },
)

// It leads on, and is never shown.
const LEADS_ON = 'app/(portal)/page.tsx'

test.each(pages.filter(({ path }) => /^app\/\(portal\)\/.*page\.tsx$/.test(path) && path !== LEADS_ON))(
  '$path is called by its own name in the tab of a browser',
  ({ path, text }) => {
    const names = parse(path, text).statements.flatMap((statement) =>
      ts.isVariableStatement(statement) ? statement.declarationList.declarations.map(({ name }) => name.getText()) : [],
    )
    const functions = exportedFunctions(parse(path, text)).map(({ name }) => name)
    expect([...names, ...functions]).toContainEqual(expect.stringMatching(/^(generateMetadata|metadata)$/))
  },
)

describe('every action goes through staffAction', () => {
  test.each(actions.filter(({ path }) => guarded(path)))('$path', ({ path, text }) => {
    const source = parse(path, text)
    expect(WRAPPERS.flatMap((module) => importedFrom(source, module))).not.toEqual([])
    expect(unguardedExports(source)).toEqual([])
  })

  test('none hides inside another file', () => {
    const hidden = files.filter(({ text }) => /^[ \t]+['"]use server['"]/m.test(text))
    expect(hidden.map(({ path }) => path)).toEqual([])
  })
})

test('what is open to all still exists', () => {
  expect(Object.keys(OPEN_TO_ALL).filter((path) => !paths.includes(path))).toEqual([])
})

describe('the guard’s guard', () => {
  test.each([
    ['asks nobody', 'export default async function Page() { return readAll() }', false],
    [
      'asks after reading',
      `export default async function Page() { const rows = await readAll(); await requireStaff('x') }`,
      false,
    ],
    ['asks only sometimes', `export default async function Page() { if (rare) await requireStaff('x') }`, false],
    [
      'asks first',
      `export default async function Page() { const ctx = await requireStaff('x'); return readAll(ctx) }`,
      true,
    ],
    [
      'asks first inside what answers for it',
      `export default portalPage(async function Page() { const ctx = await requireStaff('x'); return readAll(ctx) })`,
      true,
    ],
    [
      'asks nobody inside what answers for it',
      'export default portalPage(async function Page() { return readAll() })',
      false,
    ],
    [
      'asks once the address is read',
      `export default async function Page({ params }) { const { id } = await params; const ctx = await requireStaff('x') }`,
      true,
    ],
  ])('a page that %s', (_why, text, passes) => {
    const [entry] = exportedFunctions(parse('page.tsx', text))
    expect(entry && awaitsGuardFirst(entry.node)).toBe(passes)
  })

  test('an action without the wrapper is found', () => {
    const source = parse(
      'actions.ts',
      `export const a = staffAction('x', S, v)\nexport async function b() {}\nexport const c = wipe\nexport async function d() { await wipe(); await a() }\nexport async function e() { await a() }`,
    )
    expect(unguardedExports(source)).toEqual(['b', 'd', 'c'])
  })
})

type FunctionNode = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression
type Entry = { name: string; node: FunctionNode }

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('.tsx') ? ts.ScriptKind.TSX : undefined,
  )
}

function isEntry(name: string): boolean {
  return /^(default|GET|POST|PUT|PATCH|DELETE|HEAD)$/.test(name)
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
  )
}

function exportedFunctions(source: ts.SourceFile): Entry[] {
  const wrapped = source.statements.filter(ts.isExportAssignment).flatMap(({ expression }): Entry[] => {
    const [page] = ts.isCallExpression(expression) ? expression.arguments : []
    return page && ts.isFunctionExpression(page) ? [{ name: 'default', node: page }] : []
  })
  const declared = source.statements.filter(isExported).flatMap((statement): Entry[] => {
    if (ts.isFunctionDeclaration(statement)) {
      const isDefault = ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)
      return [{ name: isDefault ? 'default' : (statement.name?.text ?? ''), node: statement }]
    }
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
        ? [{ name: name.getText(), node: initializer }]
        : [],
    )
  })
  return [...wrapped, ...declared]
}

// The guard is awaited in a statement of the function's own body, and before it nothing is awaited but the address itself.
function awaitsGuardFirst({ body }: FunctionNode): boolean {
  if (!body || !ts.isBlock(body)) return false
  for (const statement of body.statements) {
    const awaited = awaitedIn(statement)
    if (awaited.some((text) => /^require(Staff|Operator|Person)\(/.test(text))) return !ts.isIfStatement(statement)
    if (awaited.some((text) => text.startsWith('admit('))) return answersBothRefusals(body)
    if (awaited.some((text) => !/^(params|searchParams|props\.\w+|context\.params)$/.test(text))) return false
  }
  return false
}

// A route that answers a script says 401 and 403 itself.
function answersBothRefusals(body: ts.Block): boolean {
  return /=== 'signed_out'\) return/.test(body.getText()) && /=== 'forbidden'\) return/.test(body.getText())
}

function awaitedIn(node: ts.Node): string[] {
  const own = ts.isAwaitExpression(node) ? [node.expression.getText()] : []
  return [...own, ...node.getChildren().flatMap(awaitedIn)]
}

function importedFrom(source: ts.SourceFile, module: string): ts.Statement[] {
  return source.statements.filter(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === module,
  )
}

// An action is made by the wrapper, or is a function that first of all awaits one of its own file that was.
function unguardedExports(source: ts.SourceFile): string[] {
  const wrapped = new Set(source.statements.flatMap(wrappedActions))
  const exported = source.statements.filter(isExported)
  const functions = exported.filter(ts.isFunctionDeclaration).filter((node) => !wrapped.has(firstCall(node)))
  const others = exported.filter(ts.isVariableStatement).flatMap(({ declarationList }) => declarationList.declarations)
  return [...functions, ...others].map(({ name }) => name?.getText() ?? '').filter((name) => !wrapped.has(name))
}

function wrappedActions(statement: ts.Statement): string[] {
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations
    .filter(
      ({ initializer }) =>
        initializer &&
        ts.isCallExpression(initializer) &&
        /^(staff(Form)?Action|operatorFormAction|person(Form)?Action)$/.test(initializer.expression.getText()),
    )
    .map(({ name }) => name.getText())
}

function firstCall({ body }: ts.FunctionDeclaration): string {
  return body ? (awaitedIn(body)[0]?.split('(')[0] ?? '') : ''
}
