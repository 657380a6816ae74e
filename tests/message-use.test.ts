import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

// A message that no screen asks for is translated, read and kept in step for nobody. A key counts as used when a file that names its
// namespace writes it out, or a template that fits it (`status.${status}`); codes come from anywhere, so those files are let off.

/** Keys made of codes that the rules, the verbs and the database know: their own types see to it that each has its words. */
const KEYED_BY_CODES = [
  'audit.actions',
  'audit.fields',
  'audit.kinds',
  'audit.values',
  'errors',
  'statuses',
  'validation',
  'letters',
  'campaigns.reasonShort',
  'imports.visitStatus',
]

const sources = ['app', 'components', 'i18n', 'lib/web'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .map((path) => readFileSync(`${folder}/${path}`, 'utf8')),
)
const files = sources.map(stringsOf)
const namespaces = readdirSync('messages/en').map((file) => basename(file, '.json'))

describe('every message is asked for somewhere', () => {
  test.each(namespaces)('%s', (namespace) => {
    const keys = keysOf(JSON.parse(readFileSync(`messages/en/${namespace}.json`, 'utf8')), `${namespace}.`)
    const named = keys.filter((key) => !KEYED_BY_CODES.some((code) => key.startsWith(`${code}.`)))
    expect(named.filter((key) => !isUsed(key, files))).toEqual([])
  })
})

test('a message that nothing asks for would be seen', () => {
  const code = `const t = useTranslations('patients'); t('title'); t(\`sort.\${order}\`); useTranslations('patients.card')('name')`
  const read = [stringsOf(code)]
  const used = (key: string) => isUsed(key, read)
  expect(['patients.title', 'patients.sort.name', 'patients.card.name'].map(used)).toEqual([true, true, true])
  expect(['patients.titles', 'patients.sort', 'campaigns.title', 'patients.card.age'].map(used)).toEqual(
    Array(4).fill(false),
  )
})

type Strings = { literals: Set<string>; templates: RegExp[] }

/** Whether a file writes the namespace, down to any depth, and the rest of the key. */
function isUsed(key: string, read: readonly Strings[]): boolean {
  const parts = key.split('.')
  return parts.slice(1).some((_part, index) => {
    const namespace = parts.slice(0, index + 1).join('.')
    const rest = parts.slice(index + 1).join('.')
    return read.some(
      ({ literals, templates }) =>
        literals.has(namespace) && (literals.has(rest) || templates.some((template) => template.test(rest))),
    )
  })
}

function keysOf(messages: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value as Record<string, unknown>, `${prefix}${key}.`),
  )
}

function stringsOf(text: string): Strings {
  const strings: Strings = { literals: new Set(), templates: [] }
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) strings.literals.add(node.text)
    if (ts.isTemplateExpression(node) && hasWords(node)) strings.templates.push(patternOf(node))
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) strings.literals.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('file.tsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX))
  return strings
}

// One that only puts values side by side would fit every key.
function hasWords({ head, templateSpans }: ts.TemplateExpression): boolean {
  return [head, ...templateSpans.map(({ literal }) => literal)].some(({ text }) => /\w/.test(text))
}

// What is filled in is a name or a code, never nothing.
function patternOf({ head, templateSpans }: ts.TemplateExpression): RegExp {
  const spans = templateSpans.map(({ literal }) => `[\\w.]+${escaped(literal.text)}`)
  return new RegExp(`^${escaped(head.text)}${spans.join('')}$`)
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
