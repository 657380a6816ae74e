import { readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'typescript'
import * as z from 'zod'

// Every address and every action of the portal, read from the tree and from the build: what is added is tried without being asked for.

export type Address = { path: string; params: string[]; methods: string[] }
export type Action = {
  name: string
  file: string
  id: string
  /** An address that carries it. */
  page: string
  /** A form with a state before it, or one input. */
  form: boolean
  /** Of the operator's desk. */
  operators: boolean
  /** What its wrapper reads; of several (save or make anew) each is tried. */
  schemas: z.ZodType[]
}

const WRAPPERS = /^(staff|operator|person|visitor)(Form)?Action$/
const MANIFEST = '.next/server/server-reference-manifest.json'

/** Pages and routes behind the sign-in. Patients' pages and the sign-in's own have no chain to be a stranger to. */
export function addresses(): Address[] {
  return readdirSync('app/(portal)', { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)(page\.tsx|route\.ts)$/.test(path))
    .toSorted()
    .map((path) => {
      const address = pathOf(`app/(portal)/${path}`)
      const source = readFileSync(`app/(portal)/${path}`, 'utf8')
      const methods = [...source.matchAll(/export (?:async )?(?:function|const) (GET|POST|PUT|PATCH|DELETE)\b/g)]
      return {
        path: address,
        params: [...address.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name),
        methods: path.endsWith('page.tsx') ? ['GET'] : methods.map(([, method = '']) => method),
      }
    })
}

/** Actions of the portal as the build knows them, with the schemas that read what is posted to them. */
export async function actions(): Promise<Action[]> {
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>
  }
  const built = Object.entries(manifest.node).filter(([, { filename }]) => filename.startsWith('app/(portal)/'))
  const found = built.map(async ([id, { filename, exportedName, workers }]) => {
    const page = Object.keys(workers).find((worker) => worker.startsWith('app/(portal)/'))
    if (!page) throw new Error(`${exportedName} stands on no page`)
    return { name: exportedName, file: filename, id, page: pathOf(page), ...(await readAction(filename, exportedName)) }
  })
  return (await Promise.all(found)).toSorted((one, other) => one.name.localeCompare(other.name))
}

function pathOf(file: string): string {
  const folders = file.replace(/\/(page|route)(\.tsx?)?$/, '').split('/')
  return `/${folders.filter((folder) => folder !== 'app' && !folder.startsWith('(')).join('/')}`
}

/** An action is a wrapper's result, or a function that calls some of its file. */
async function readAction(file: string, name: string): Promise<Pick<Action, 'form' | 'operators' | 'schemas'>> {
  const source = sourceOf(file)
  const wrapped = wrappedIn(source)
  const declared = source.statements.find(
    (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name,
  )
  const called = declared && identifiersIn(declared)
  const own = wrapped.get(name)
  const behind = own ? [own] : [...wrapped].filter(([variable]) => called?.includes(variable)).map(([, made]) => made)
  const schemas = await Promise.all(behind.map(({ schema }) => importedSchema(source, schema)))
  return {
    form: own ? /Form/.test(own.wrapper) : true,
    operators: behind.every(({ wrapper }) => wrapper.startsWith('operator')),
    schemas: schemas.filter((schema) => schema !== undefined),
  }
}

/** What every action of the tree reads from what is posted, those before sign-in too; known without a build. */
export async function postedSchemas(): Promise<{ file: string; name: string; schema: z.ZodType }[]> {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('actions.ts'))
  const found = files.toSorted().flatMap((path) => {
    const source = sourceOf(`app/${path}`)
    return [...wrappedIn(source)].map(async ([name, { schema: words }]) => {
      const schema = await importedSchema(source, words)
      if (!schema) throw new Error(`${name} of app/${path} reads ${words}, which is no imported schema`)
      return { file: `app/${path}`, name, schema }
    })
  })
  return Promise.all(found)
}

function sourceOf(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
}

function wrappedIn(source: ts.SourceFile): Map<string, { wrapper: string; schema: string }> {
  const wrapped = new Map<string, { wrapper: string; schema: string }>()
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name: variable, initializer } of statement.declarationList.declarations) {
      if (!initializer || !ts.isCallExpression(initializer)) continue
      const wrapper = initializer.expression.getText()
      if (!WRAPPERS.test(wrapper)) continue
      const schema = initializer.arguments[wrapper.startsWith('staff') ? 1 : 0]?.getText() ?? ''
      wrapped.set(variable.getText(), { wrapper, schema })
    }
  }
  return wrapped
}

async function importedSchema(source: ts.SourceFile, name: string): Promise<z.ZodType | undefined> {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const bindings = statement.importClause?.namedBindings
    if (!bindings || !ts.isNamedImports(bindings) || !bindings.elements.some((element) => element.name.text === name))
      continue
    const { text } = statement.moduleSpecifier
    const from = text.startsWith('.') ? resolve(dirname(source.fileName), text) : text
    const module = (await import(/* @vite-ignore */ from)) as Record<string, unknown>
    const schema = module[name]
    return schema instanceof z.ZodType ? schema : undefined
  }
  return undefined
}

function identifiersIn(node: ts.Node): string[] {
  const names: string[] = []
  const visit = (child: ts.Node) => {
    if (ts.isIdentifier(child)) names.push(child.text)
    child.forEachChild(visit)
  }
  node.forEachChild(visit)
  return names
}
