import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'

import { fieldsOfNoForm } from '#tests/locks/plausible-input.ts'
import { postedSchemas } from '#tests/locks/ways-in.ts'

// Whoever posts without the form may add any field they like. None comes past a schema: what a verb is handed has the fields that the
// schema names, at every depth, so no field of a row can be set from outside because somebody spread an input into it.

/** Looked into by a library that knows its form, and never written to a row. */
const KEPT_AS_POSTED = ['credential']

const POSTED = await postedSchemas()
const MORE = fieldsOfNoForm({ chainId: randomUUID(), staffId: randomUUID(), clinicId: randomUUID() })

describe('no action takes a field that its form does not have', () => {
  test.each(POSTED)('$name', ({ schema }) => {
    expect(openObjects(schema)).toEqual([])
  })
})

test('all of them are looked at', () => {
  expect(POSTED.length).toBeGreaterThan(100)
  expect(new Set(POSTED.map(({ file }) => file.split('/')[1]))).toEqual(new Set(['(auth)', '(portal)']))
})

describe('one that took them would be found', () => {
  test.each([
    ['keeps what it does not know', z.looseObject({ name: z.string() }), ['']],
    ['keeps it further down', z.object({ rows: z.array(z.looseObject({ id: z.string() })) }), ['.rows[]']],
    ['keeps it in one of its forms', z.union([z.object({}), z.object({ a: z.looseObject({}) })]), ['|.a']],
    ['takes any object', z.object({ set: z.record(z.string(), z.unknown()) }), ['.set']],
    ['takes anything', z.object({ row: z.any() }), ['.row']],
  ])('a schema that %s', (_why, schema, places) => {
    expect(openObjects(schema)).toEqual(places)
  })

  test('and a plain one drops every such field', () => {
    expect(z.object({ name: z.string() }).parse({ name: 'Mari', ...MORE })).toEqual({ name: 'Mari' })
  })
})

/** Places of a schema where fields that it does not name come through. */
function openObjects(schema: z.core.$ZodType, at = ''): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const within = (inner: z.core.$ZodType) => openObjects(inner, at)
  switch (def.type) {
    case 'object':
      return [
        ...(def.catchall && def.catchall._zod.def.type !== 'never' ? [at] : []),
        ...Object.entries(def.shape)
          .filter(([name]) => !KEPT_AS_POSTED.includes(name))
          .flatMap(([name, field]) => openObjects(field, `${at}.${name}`)),
      ]
    case 'any':
    case 'unknown':
    case 'record':
    case 'map':
      return [at]
    case 'array':
      return openObjects(def.element, `${at}[]`)
    case 'union':
      return def.options.flatMap((option) => openObjects(option, `${at}|`))
    case 'intersection':
      return [...within(def.left), ...within(def.right)]
    case 'pipe':
      // What is made of a value is ours; what goes into the making was posted.
      return [...within(def.in), ...within(def.out)]
    case 'optional':
    case 'nonoptional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
      return within(def.innerType)
    default:
      return []
  }
}
